using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reading and writing the rows of a table.</summary>
internal static class EntityCommands
{
    public static Task<Response> AddAsync(TableRequests requests, TableAddress address, ITableEntity entity, CancellationToken cancellation) =>
        requests.SendAsync(RequestMethod.Post, address.Entities, Body(entity), TableHeaders.Insert, cancellation);

    /// <param name="ifMatch">Null to write unconditionally, creating the row if need be.</param>
    public static Task<Response> WriteAsync(
        TableRequests requests, TableAddress address, ITableEntity entity, ETag? ifMatch, TableUpdateMode mode, CancellationToken cancellation)
    {
        EntityWriter.Check(entity);
        if (ifMatch is { } etag && etag == default)
            throw new ArgumentException("The etag is empty; for an unconditional update pass ETag.All.", nameof(ifMatch));
        return requests.SendAsync(
            Verb(mode),
            address.Row(entity.PartitionKey, entity.RowKey),
            Body(entity),
            TableHeaders.Write(ifMatch?.ToString()),
            cancellation);
    }

    /// <summary>A row that is gone is fine; one of another version is not.</summary>
    public static Task<Response> DeleteAsync(
        TableRequests requests, TableAddress address, string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancellation)
    {
        Check(partitionKey, rowKey);
        var etag = ifMatch == default ? ETag.All : ifMatch;
        var uri = address.Row(partitionKey, rowKey);
        return requests.SendAsync(RequestMethod.Delete, uri, null, new(IfMatch: etag.ToString()), cancellation, Accepting.Missing);
    }

    public static async Task<Response<T>> GetAsync<T>(
        TableRequests requests, TableAddress address, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellation)
        where T : class, ITableEntity
    {
        Check(partitionKey, rowKey);
        var uri = address.Row(partitionKey, rowKey, QueryParameters.Select(select));
        var response = await requests.SendAsync(RequestMethod.Get, uri, null, TableHeaders.Read, cancellation).ConfigureAwait(false);
        return Response.FromValue(EntityReader.One<T>(ResponseBytes.Of(response)), response);
    }

    public static async Task<NullableResponse<T>> GetIfExistsAsync<T>(
        TableRequests requests, TableAddress address, string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellation)
        where T : class, ITableEntity
    {
        Check(partitionKey, rowKey);
        var uri = address.Row(partitionKey, rowKey, QueryParameters.Select(select));
        var response = await requests
            .SendAsync(RequestMethod.Get, uri, null, TableHeaders.Read, cancellation, Accepting.Missing).ConfigureAwait(false);
        return response.Status == 404
            ? new NoEntity<T>(response)
            : Response.FromValue(EntityReader.One<T>(ResponseBytes.Of(response)), response);
    }

    public static AsyncPageable<T> Query<T>(
        TableRequests requests, TableAddress address, string? filter, int? maxPerPage, IEnumerable<string>? select, CancellationToken cancellation)
        where T : class, ITableEntity
    {
        var columns = QueryParameters.Select(select);
        return new TablePages<T>(
            async (token, top) =>
            {
                var uri = address.Query(QueryParameters.Of(filter, top, columns) + QueryParameters.From(token));
                var response = await requests.SendAsync(RequestMethod.Get, uri, null, TableHeaders.Read, cancellation).ConfigureAwait(false);
                return Page<T>.FromValues(EntityReader.Page<T>(ResponseBytes.Of(response)), QueryParameters.Continuation(response), response);
            },
            maxPerPage,
            cancellation);
    }

    public static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(
        TableRequests requests, Uri batch, TableAddress address, IEnumerable<TableTransactionAction> actions, CancellationToken cancellation)
    {
        var body = BatchContent.Of(actions, address);
        var response = await requests.SendAsync(RequestMethod.Post, batch, body, BatchContent.Headers, cancellation).ConfigureAwait(false);
        return Response.FromValue(BatchResponse.Parse(response), response);
    }

    private static RequestBuffer Body(ITableEntity entity)
    {
        var buffer = RequestBuffer.Take();
        EntityWriter.Write(entity, buffer.AsciiJson());
        return buffer;
    }

    private static RequestMethod Verb(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
    };

    private static void Check(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
    }
}
