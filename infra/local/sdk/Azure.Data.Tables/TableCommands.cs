using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>Creating, deleting and listing the tables of an account.</summary>
internal static class TableCommands
{
    private const string NextTableName = "x-ms-continuation-NextTableName";

    public static async Task<Response<TableItem>> CreateAsync(
        TableRequests requests, TableAccount account, string table, CancellationToken cancellation)
    {
        var response = await requests
            .SendAsync(RequestMethod.Post, account.Tables, Body(table), TableHeaders.Insert, cancellation).ConfigureAwait(false);
        return Response.FromValue(new TableItem(table), response);
    }

    /// <summary>A table that is there is fine; one that is being deleted is not.</summary>
    public static async Task<Response<TableItem>> CreateIfNotExistsAsync(
        TableRequests requests, TableAccount account, string table, CancellationToken cancellation)
    {
        var response = await requests
            .SendAsync(RequestMethod.Post, account.Tables, Body(table), TableHeaders.Insert, cancellation, Accepting.Present)
            .ConfigureAwait(false);
        if (response.Status == 409 && new RequestFailedException(response) is { } failure && failure.ErrorCode == TableErrorCode.TableBeingDeleted)
            throw failure;
        return Response.FromValue(new TableItem(table), response);
    }

    /// <summary>A table that is gone is fine.</summary>
    public static Task<Response> DeleteAsync(TableRequests requests, TableAddress address, CancellationToken cancellation) =>
        requests.SendAsync(RequestMethod.Delete, address.Table(), null, TableHeaders.Read, cancellation, Accepting.Missing);

    public static AsyncPageable<TableItem> List(
        TableRequests requests, TableAccount account, string? filter, int? maxPerPage, CancellationToken cancellation) =>
        new TablePages<TableItem>((token, top) => PageAsync(requests, account, filter, token, top, cancellation), maxPerPage, cancellation);

    private static async Task<Page<TableItem>> PageAsync(
        TableRequests requests, TableAccount account, string? filter, string? token, int? top, CancellationToken cancellation)
    {
        var next = string.IsNullOrEmpty(token) ? "" : $"&NextTableName={Uri.EscapeDataString(token)}";
        var uri = account.At("/Tables", QueryParameters.Of(filter, top) + next);
        var response = await requests.SendAsync(RequestMethod.Get, uri, null, TableHeaders.Read, cancellation).ConfigureAwait(false);
        response.Headers.TryGetValue(NextTableName, out var continuation);
        return Page<TableItem>.FromValues(Names(ResponseBytes.Of(response)), continuation, response);
    }

    private static List<TableItem> Names(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("value").EnumerateArray()
            .Select(item => new TableItem(item.GetProperty("TableName").GetString()))];
    }

    private static RequestBuffer Body(string table)
    {
        var buffer = RequestBuffer.Take();
        var json = buffer.AsciiJson();
        json.WriteStartObject();
        json.WriteString("TableName", table);
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }
}
