using Serverless.Access;

namespace Serverless.Opinions;

/// <summary>What is known of a citizen who writes: bound by scans, listed by what was handed in, forgotten on unfollowing.</summary>
public sealed class SenderHandler(SenderTable senders, SenderCache cache, OpinionTable opinions)
{
    // How far back a sender's own list goes; what is older is found by its number.
    private const int OwnDays = 180;

    /// <summary>The sender's binding: from memory when this instance knows it, else one storage call.</summary>
    public async Task<SenderBinding> BindingAsync(Call call, string sender, CancellationToken cancel) =>
        cache.Find(sender, call.Now) ?? await FreshBindingAsync(call, sender, cancel);

    /// <summary>The sender's binding as it is stored, whatever this instance believes: one storage call.</summary>
    public async Task<SenderBinding> FreshBindingAsync(Call call, string sender, CancellationToken cancel) =>
        cache.Learn(sender, await senders.FindAsync(sender, cancel), call.Now);

    /// <summary>Notes a scan. Who scans a code writes next, and that needs no look-up any more.</summary>
    public async Task BindAsync(Call call, string sender, Scan scan, CancellationToken cancel)
    {
        if (!cache.IsScanned(scan.StationId))
        {
            await senders.NoteScannedAsync(scan.StationId, cancel);
            cache.NoteScanned(scan.StationId);
        }

        cache.Learn(sender, await senders.ChangeAsync(sender, before => before.With(scan), cancel), call.Now);
    }

    /// <summary>
    /// Forgets a sender, as WeChat asks when somebody unfollows the account. The opinions stay, with nothing that leads back
    /// but a key; of the sender stays the moment, so that nothing from before it, however late, brings anything back.
    /// </summary>
    /// <param name="at">When, in WeChat's seconds since 1970.</param>
    public async Task ForgetAsync(Call call, string sender, long at, CancellationToken cancel) =>
        cache.Learn(sender, await senders.ChangeAsync(sender, before => before.Forget(at), cancel), call.Now);

    /// <summary>The sender's newest opinions at the stations scanned and at the one for who has scanned none: a storage call for each.</summary>
    public async Task<IReadOnlyList<Opinion>> OwnAsync(Call call, string sender, Platform.StationId? elsewhere, int most, CancellationToken cancel)
    {
        var binding = await BindingAsync(call, sender, cancel);
        var found = await Task.WhenAll(binding.Scans.Select(scan => scan.StationId).Concat(elsewhere is { } station ? [station] : []).Distinct()
            .Select(station => opinions.OfSenderAsync(station, sender, call.Today.AddDays(-OwnDays), cancel)));
        return [.. found.SelectMany(some => some).OrderByDescending(opinion => opinion.ReceivedAt).Take(most)];
    }
}
