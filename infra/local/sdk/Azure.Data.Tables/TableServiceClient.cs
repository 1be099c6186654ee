#nullable disable
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one account. Safe for all threads; make one and keep it.</summary>
public class TableServiceClient
{
    private readonly TableAccess access;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null) =>
        access = TableAccess.By(connectionString, options);

    public TableServiceClient(Uri endpoint, TableClientOptions options = null) => access = TableAccess.By(endpoint, options);

    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null) =>
        access = TableAccess.By(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) =>
        access = TableAccess.By(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        access = TableAccess.By(endpoint, tokenCredential, options);

    protected TableServiceClient()
    {
    }

    public virtual string AccountName => access.Account.Name;

    public virtual Uri Uri => access.Account.Endpoint;

    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new(access, tableName);
    }

    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TableCommands.CreateAsync(access.Requests, access.Account, tableName, cancellationToken);
    }

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TableCommands.CreateIfNotExistsAsync(access.Requests, access.Account, tableName, cancellationToken);
    }

    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TableCommands.DeleteAsync(access.Requests, new(access.Account, tableName), cancellationToken);
    }

    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        TableCommands.List(access.Requests, access.Account, filter, maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public static string CreateQueryFilter(FormattableString filter) => FilterLiterals.Fill(filter);
}
