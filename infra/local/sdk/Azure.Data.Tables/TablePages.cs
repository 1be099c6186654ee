namespace Azure.Data.Tables;

/// <summary>Pages that are fetched as they are asked for.</summary>
/// <param name="fetch">Fetches the page at a continuation token (null for the first) of at most so many items.</param>
internal sealed class TablePages<T>(Func<string?, int?, Task<Page<T>>> fetch, int? maxPerPage, CancellationToken cancellation)
    : AsyncPageable<T>(cancellation)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var page = await fetch(token, pageSizeHint ?? maxPerPage).ConfigureAwait(false);
            yield return page;
            token = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
