#nullable disable
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The rows of one table. Safe for all threads; make one and keep it.</summary>
public class TableClient
{
    private readonly TableAccess access;
    private readonly TableAddress address;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableAccess.By(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, TableClientOptions options = null)
        : this(TableAccess.By(TableAccount.Split(endpoint).Endpoint, options), TableAccount.Split(endpoint).Table)
    {
    }

    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(TableAccess.By(TableAccount.Split(endpoint).Endpoint, credential, options), TableAccount.Split(endpoint).Table)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableAccess.By(TableAccount.Without(endpoint, tableName), credential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableAccess.By(TableAccount.Without(endpoint, tableName), tokenCredential, options), tableName)
    {
    }

    protected TableClient()
    {
    }

    internal TableClient(TableAccess access, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.access = access;
        Name = tableName;
        address = new(access.Account, tableName);
    }

    public virtual string AccountName => access.Account.Name;

    public virtual string Name { get; }

    public virtual Uri Uri => address.Self;

    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        TableCommands.CreateAsync(access.Requests, access.Account, Name, cancellationToken);

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableCommands.CreateIfNotExistsAsync(access.Requests, access.Account, Name, cancellationToken);

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableCommands.DeleteAsync(access.Requests, address, cancellationToken);

    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        EntityCommands.AddAsync(access.Requests, address, entity, cancellationToken);

    public virtual Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        EntityCommands.GetAsync<T>(access.Requests, address, partitionKey, rowKey, select, cancellationToken);

    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        EntityCommands.GetIfExistsAsync<T>(access.Requests, address, partitionKey, rowKey, select, cancellationToken);

    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        EntityCommands.WriteAsync(access.Requests, address, entity, null, mode, cancellationToken);

    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        EntityCommands.WriteAsync(access.Requests, address, entity, ifMatch, mode, cancellationToken);

    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        EntityCommands.DeleteAsync(access.Requests, address, partitionKey, rowKey, ifMatch, cancellationToken);

    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        EntityCommands.Query<T>(access.Requests, address, filter, maxPerPage, select, cancellationToken);

    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        return EntityCommands.SubmitAsync(access.Requests, access.Account.Batch, address, transactionActions, cancellationToken);
    }

    public static string CreateQueryFilter(FormattableString filter) => FilterLiterals.Fill(filter);
}
