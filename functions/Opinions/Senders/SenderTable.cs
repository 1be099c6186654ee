using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// Which stations' codes a sender scanned. Partition <c>{the sender's key}</c>, row <c>b</c>; partition <c>s|{stationId}</c>, row <c>scanned</c>: that somebody scanned the station's code. One row a sender who scanned a code or unfollowed: a push
/// of an unknown sender waits for it. No row names the sender.
/// </summary>
public sealed class SenderTable(TableServiceClient service)
{
    public const string TableName = "Senders";

    // Each conflict means that another scan of the same person got in, so a few settle any race.
    private const int MostConflicts = 8;

    private readonly TableClient table = service.GetTableClient(TableName);

    /// <summary>The sender's binding: one storage call.</summary>
    public async Task<SenderBinding> FindAsync(string sender, CancellationToken cancel) => (await ReadAsync(sender, cancel)).Binding;

    /// <summary>Changes a binding; two changes at once both stay. The binding as it is then.</summary>
    /// <exception cref="RequestFailedException">Storage is away, or others won every race.</exception>
    public async Task<SenderBinding> ChangeAsync(string sender, Func<SenderBinding, SenderBinding> change, CancellationToken cancel)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            var (before, tag) = await ReadAsync(sender, cancel);
            var after = change(before);
            if (ReferenceEquals(after, before)) return after;
            var row = SenderRow.Write(sender, after);
            try
            {
                await (tag is { } was ? table.UpdateEntityAsync(row, was, TableUpdateMode.Replace, cancel) : table.AddEntityAsync(row, cancel));
                return after;
            }
            catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412 && conflicts < MostConflicts)
            {
            }
        }
    }

    /// <summary>Keeps that the station's code was scanned, so that it is not removed from under who is bound to it. One storage call.</summary>
    public Task NoteScannedAsync(StationId station, CancellationToken cancel) =>
        table.UpsertEntityAsync(new TableEntity($"s|{station}", "scanned"), TableUpdateMode.Merge, cancel);

    /// <summary>Whether anybody ever scanned the station's code; one storage call.</summary>
    public async Task<bool> AnyOfStationAsync(StationId station, CancellationToken cancel) => await table.FindAsync($"s|{station}", "scanned", cancel) is not null;

    private async Task<(SenderBinding Binding, ETag? Tag)> ReadAsync(string sender, CancellationToken cancel) =>
        await table.FindAsync(sender, SenderRow.Key, cancel) is { } row ? (SenderRow.Read(row), row.ETag) : (SenderBinding.None, null);
}
