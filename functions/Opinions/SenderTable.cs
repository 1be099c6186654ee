using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Which station a sender scanned, and his own list. Partition <c>{the sender's key}</c>, row <c>b</c>. One row a sender, so that all that is known of him is
/// one point read: a push of an unknown sender waits for it. No row names the sender.
/// </summary>
public sealed class SenderTable(TableServiceClient service)
{
    public const string TableName = "Senders";

    private readonly TableClient table = service.GetTableClient(TableName);

    /// <summary>The sender's binding and what he handed in since an instant: one storage call.</summary>
    public async Task<(SenderBinding Binding, IReadOnlyList<SentOpinion> Recent)> RecallAsync(string sender, DateTimeOffset since, CancellationToken cancel)
    {
        var (found, _) = await FindAsync(sender, cancel);
        return (found.Binding, found.Sent.Since(since));
    }

    /// <summary>The sender's binding: from memory when this instance knows him, else one storage call.</summary>
    public async Task<SenderBinding> BindingAsync(string sender, SenderMemory memory, DateTimeOffset now, CancellationToken cancel)
    {
        if (memory.Find(sender, now) is { } known) return known;
        var (binding, recent) = await RecallAsync(sender, now - SenderMemory.Hour, cancel);
        memory.Learn(sender, binding, recent, now);
        return binding;
    }

    /// <summary>The sender's newest opinions: one storage call.</summary>
    public async Task<IReadOnlyList<SentOpinion>> OwnAsync(string sender, int most, CancellationToken cancel) =>
        [.. (await FindAsync(sender, cancel)).Sender.Sent.List.Take(most)];

    /// <summary>
    /// Notes a scan. Two at once both stay, in the order they were made. The sender as he is then: who scans a code
    /// writes next, and that needs no look-up any more.
    /// </summary>
    public Task<Sender> BindAsync(string sender, Scan scan, CancellationToken cancel) =>
        ChangeAsync(sender, before => before with { Binding = before.Binding.With(scan) }, cancel);

    /// <summary>Puts opinions into their sender's list; again changes nothing.</summary>
    public Task IndexAsync(string sender, IReadOnlyList<PendingOpinion> opinions, CancellationToken cancel) =>
        ChangeAsync(sender, before => before with { Sent = before.Sent.With(opinions.Select(opinion => opinion.ToSent())) }, cancel);

    /// <summary>Deletes all that is kept of a sender, as WeChat asks when he unfollows the account.</summary>
    public Task ForgetAsync(string sender, CancellationToken cancel) => table.DeleteEntityAsync(sender, SenderRow.Key, ETag.All, cancel);

    private async Task<Sender> ChangeAsync(string sender, Func<Sender, Sender> change, CancellationToken cancel)
    {
        while (true)
        {
            var (before, tag) = await FindAsync(sender, cancel);
            var after = change(before);
            if (after == before || await TrySaveAsync(SenderRow.Write(sender, after), tag, cancel)) return after;
        }
    }

    private async Task<(Sender Sender, ETag? Tag)> FindAsync(string sender, CancellationToken cancel) =>
        await table.FindAsync(sender, SenderRow.Key, cancel) is { } row ? (SenderRow.Read(row), row.ETag) : (Sender.Unknown, null);

    private async Task<bool> TrySaveAsync(TableEntity row, ETag? tag, CancellationToken cancel)
    {
        try
        {
            await (tag is { } was ? table.UpdateEntityAsync(row, was, TableUpdateMode.Replace, cancel) : table.AddEntityAsync(row, cancel));
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
