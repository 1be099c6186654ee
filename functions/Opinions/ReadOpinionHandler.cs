using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>Shows opinions to who may see them.</summary>
public sealed class ReadOpinionHandler(OpinionTable opinions, StationTable stations, OpinionOptions options, LookupMissCache misses)
{
    public async Task<Outcome<Tagged<Opinion>>> FindAsync(Call call, OpinionNumber number, CancellationToken cancel)
    {
        if (await opinions.FindAsync(number, cancel) is not { } opinion || !OpinionSight.Sees(call.Caller, opinion)) return OpinionRefusals.OpinionNotFound;
        var shown = OpinionSight.Shown(call.Caller, opinion);
        return await FollowedAsync(opinion, cancel) is { } root
            ? new Tagged<Opinion>(shown with { Follows = FollowedOpinion.Of(root) }, opinion.TagWith(root))
            : new Tagged<Opinion>(shown, opinion.Tag);
    }

    /// <summary>What the masks of an opinion hide; nothing where there are none.</summary>
    public async Task<Outcome<SenderContact>> ContactAsync(Call call, OpinionNumber number, CancellationToken cancel)
    {
        if (await opinions.FindAsync(number, cancel) is not { } opinion || !OpinionSight.Sees(call.Caller, opinion)) return OpinionRefusals.OpinionNotFound;
        return (opinion.Sealed is { } closed ? ContactSeal.Open(closed, options.SenderPepper, opinion.SourceKey) : null) ?? new SenderContact(null, null);
    }

    /// <summary>How far an opinion has come, for anyone with its number; but for nobody who keeps guessing.</summary>
    /// <param name="typed">The number as typed.</param>
    /// <param name="address">Where the request comes from.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<PublicOpinion>> FindPublicAsync(string typed, string address, CancellationToken cancel)
    {
        if (misses.WaitOf(address) is { } seconds) return OpinionRefusals.LookupTooFrequent with { RetryAfterSeconds = seconds };
        if (OpinionNumber.TryParse(typed, out var number) && await opinions.FindAsync(number, cancel) is { } opinion)
            return PublicOpinion.Of(opinion, await FollowedAsync(opinion, cancel));
        misses.Note(address);
        return OpinionRefusals.OpinionNotFound;
    }

    /// <summary>Who did what when, oldest first.</summary>
    public async Task<Outcome<Listing<JournalEntry>>> HistoryAsync(Call call, OpinionNumber number, CancellationToken cancel)
    {
        if (await opinions.FindAsync(number, cancel) is not { } opinion || !OpinionSight.Sees(call.Caller, opinion)) return OpinionRefusals.OpinionNotFound;
        return Listing<JournalEntry>.Of(await opinions.HistoryAsync(opinion, cancel), null);
    }

    /// <summary>A station's opinions, newest first.</summary>
    public async Task<Outcome<Listing<Opinion>>> PageAsync(Call call, StationId station, OpinionFilter filter, PageRequest page, CancellationToken cancel)
    {
        if (await stations.FindAsync(station, cancel) is null) return StationRefusals.StationNotFound;
        if (page.Continuation is { } token && !OpinionOrder.IsKey(OpinionSort.Received, token)) return PageRequest.ContinuationInvalid;
        // What somebody may not see is not where a page stops either: its number would stand in the continuation.
        var seen = (await opinions.ListAsync(station, filter, OpinionSort.Received, page, cancel)).Where(opinion => OpinionSight.Sees(call.Caller, opinion));
        var found = OpinionOrder.Cut(OpinionSort.Received, seen, page.Continuation, page.Top);
        return found with { Items = [.. found.Items.Select(opinion => OpinionSight.Shown(call.Caller, opinion))] };
    }

    private async ValueTask<Opinion?> FollowedAsync(Opinion opinion, CancellationToken cancel) =>
        opinion.Status == OpinionStatus.Merged ? await opinions.RootAsync(opinion, cancel) : null;
}
