using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Table Senders. PartitionKey: the sender's key. RowKey: <c>b</c> the binding, <c>n|{inverted ticks}|{number}</c> the
/// sender's opinions, newest first. No row names the sender.
/// </summary>
public sealed class SenderTable(TableServiceClient service)
{
    public const string TableName = "Senders";

    private const string Binding = "b";
    private const string Sent = "n|";
    private readonly TableClient table = service.GetTableClient(TableName);

    /// <summary>The sender's binding and what he handed in since an instant: one storage call.</summary>
    public async Task<(SenderBinding Binding, List<SentOpinion> Recent)> RecallAsync(string sender, DateTimeOffset since, CancellationToken cancel)
    {
        var (binding, recent, _) = await ReadAsync(sender, since, cancel);
        return (binding, recent);
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
        (await table.PageAsync(PagesTable.Prefix(sender, Sent), new PageRequest(most, null), ReadSent, cancel)).Items;

    /// <summary>
    /// Notes a scan. Two at once both stay, in the order they were made. What is then known of the sender is what
    /// <see cref="RecallAsync"/> would give: who scans a code writes next, and that costs no look-up any more.
    /// </summary>
    public async Task<(SenderBinding Binding, List<SentOpinion> Recent)> BindAsync(string sender, Scan scan, DateTimeOffset since, CancellationToken cancel)
    {
        while (true)
        {
            var (before, recent, tag) = await ReadAsync(sender, since, cancel);
            var after = before.With(scan);
            if (after == before || await TrySaveAsync(sender, after, tag, cancel)) return (after, recent);
        }
    }

    /// <summary>Puts an opinion into its sender's list; again changes nothing.</summary>
    public Task IndexAsync(PendingOpinion opinion, CancellationToken cancel) => table.UpsertEntityAsync(
        new TableEntity(opinion.SenderKey, $"{Inverted(opinion.ReceivedAt)}|{opinion.Number}") { ["At"] = opinion.ReceivedAt }, TableUpdateMode.Replace, cancel);

    /// <summary>Deletes all that is kept of a sender, as WeChat asks when he unfollows the account.</summary>
    public async Task ForgetAsync(string sender, CancellationToken cancel)
    {
        var rows = await table.AllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {sender}"), row => row.RowKey, cancel, ["RowKey"]);
        foreach (var row in rows) await table.DeleteEntityAsync(sender, row, ETag.All, cancel);
    }

    private async Task<(SenderBinding Binding, List<SentOpinion> Recent, ETag? Tag)> ReadAsync(string sender, DateTimeOffset since, CancellationToken cancel)
    {
        var rows = await table.AllAsync(PagesTable.Range(sender, Binding, Inverted(since) + "}"), row => row, cancel);
        var binding = rows.FirstOrDefault(row => row.RowKey == Binding);
        return (binding is null ? SenderBinding.None : Read(binding), [.. rows.Where(row => row.RowKey != Binding).Select(ReadSent)], binding?.ETag);
    }

    private async Task<bool> TrySaveAsync(string sender, SenderBinding binding, ETag? tag, CancellationToken cancel)
    {
        var row = new TableEntity(sender, Binding) { ["Scans"] = JsonSerializer.Serialize(binding.Scans, Json.Options) };
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

    private static SenderBinding Read(TableEntity row) => new(JsonSerializer.Deserialize<Scan[]>(row.GetString("Scans"), Json.Options)!);

    private static SentOpinion ReadSent(TableEntity row) => new(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..], row.GetDateTimeOffset("At")!.Value);

    private static string Inverted(DateTimeOffset at) => $"{Sent}{DateTime.MaxValue.Ticks - at.UtcTicks:D19}";
}
