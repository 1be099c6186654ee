using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>Takes opinions in, whoever brings them: a citizen's push, a station's staff, a program.</summary>
public sealed class IntakeHandler(OpinionTable opinions, SenderCache senders, StationTable stations, RepresentativeTable people, ScopeHandler scope, HolidayCalendar holidays, RepeatTable repeats)
{
    /// <summary>Takes in what somebody brings for a citizen: station and representative must be there, and the station within the caller's scope.</summary>
    public async Task<Outcome<Tagged<Opinion>>> HandInAsync(Call call, OpinionDraft draft, CancellationToken cancel)
    {
        if (await stations.FindAsync(draft.StationId, cancel) is null || !await scope.ReachesAsync(call.Caller, draft.StationId, cancel)) return StationRefusals.StationNotFound;
        if (draft.RepresentativeId is { } id && await people.FindAsync(id, cancel) is null) return RepresentativeRefusals.RepresentativeNotFound;
        // The opinion and its key lie at the station; that the key is not used for another station's is held here.
        return await repeats.ClaimAsync(call.Repeat, cancel) is { } reused ? reused : await TakeAsync(call, draft, cancel);
    }

    /// <summary>
    /// Takes in what a citizen sent to a station that is known to be there: one storage call. The same message again, however
    /// often and wherever, is the same opinion.
    /// </summary>
    public async Task<Outcome<Tagged<Opinion>>> TakeAsync(Call call, OpinionDraft draft, CancellationToken cancel)
    {
        if (draft.SenderKey is { } sender && await TooManyAsync(call, draft, sender, cancel) is { } seconds)
            return OpinionRefusals.SenderTooFrequent with { RetryAfterSeconds = seconds };
        return await opinions.AddAsync(attempt => OpinionIntake.Receive(draft, call, holidays, attempt), call.Repeat, cancel);
    }

    private async Task<int?> TooManyAsync(Call call, OpinionDraft draft, string sender, CancellationToken cancel)
    {
        if (senders.ShouldRecount(sender, call.Now))
        {
            var since = call.Now - SenderCache.Hour;
            var taken = await opinions.OfSenderAsync(draft.StationId, sender, StationClock.DateOf(since), cancel);
            senders.Recount(sender, taken.Where(opinion => opinion.ReceivedAt > since).Select(opinion => (opinion.SourceKey, opinion.ReceivedAt)), call.Now);
        }

        return senders.Count(sender, draft.SourceKey, call.Now);
    }
}
