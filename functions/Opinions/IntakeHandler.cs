using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>Takes opinions in, whoever brings them: a citizen's push, a station's staff, a program.</summary>
public sealed class IntakeHandler(OpinionTable opinions, SenderCache senders, StationTable stations, RepresentativeTable people, ScopeHandler scope, HolidayCalendar holidays, RepeatTable repeats, OpinionOptions options)
{
    /// <summary>Takes in what somebody brings for a citizen: station and representative must be there, and the station within the caller's scope.</summary>
    public async Task<Outcome<Tagged<Opinion>>> HandInAsync(Call call, OpinionDraft draft, CancellationToken cancel)
    {
        if (await stations.FindAsync(draft.StationId, cancel) is not var (station, _) || !await scope.ReachesAsync(call.Caller, draft.StationId, cancel)) return StationRefusals.StationNotFound;
        if (station.Status == StationStatus.Closed) return StationRefusals.StationClosed;
        if (draft.RepresentativeId is { } id)
        {
            if (await people.FindAsync(id, cancel) is not var (person, _)) return RepresentativeRefusals.RepresentativeNotFound;
            if (!person.StationIds.Contains(draft.StationId)) return OpinionRefusals.NotOfStation;
        }
        // The opinion and its key lie at the station; that the key is not used for another station's is held here.
        return await repeats.ClaimAsync(call.Repeat, cancel) is { } reused ? reused : await TakeAsync(call, draft, cancel);
    }

    /// <summary>
    /// Takes in what a citizen sent to a station that is known to be there: one storage call. The same message again, however
    /// often and wherever, is the same opinion.
    /// </summary>
    public async Task<Outcome<Tagged<Opinion>>> TakeAsync(Call call, OpinionDraft draft, CancellationToken cancel)
    {
        if (draft.SenderKey is not { } sender) return await AddAsync(call, draft, cancel);
        if (await TooManyAsync(call, draft, sender, cancel) is { } seconds) return OpinionRefusals.SenderTooFrequent with { RetryAfterSeconds = seconds };
        try
        {
            return await AddAsync(call, draft, cancel);
        }
        catch
        {
            senders.Uncount(sender, draft.SourceKey);
            throw;
        }
    }

    private Task<Outcome<Tagged<Opinion>>> AddAsync(Call call, OpinionDraft draft, CancellationToken cancel)
    {
        // Whoever brings it: from here on nothing holds a telephone or a card number in full.
        var masked = SenderContact.Sealed(draft, options);
        return opinions.AddAsync(attempt => OpinionIntake.Receive(masked, call, holidays, attempt), call.Repeat, cancel);
    }

    /// <summary>What an earlier delivery of a message became at one of the stations, or null; one storage call for each.</summary>
    public async Task<Opinion?> FindTakenAsync(Call call, string sourceKey, DateTimeOffset sentAt, IEnumerable<StationId> at, CancellationToken cancel)
    {
        var day = StationClock.DateOf(OpinionIntake.ReceivedAt(sentAt, call.Now));
        var found = await Task.WhenAll(at.Select(station => opinions.FindBySourceAsync(station, day, sourceKey, cancel)));
        return found.FirstOrDefault(opinion => opinion is not null);
    }

    private async Task<int?> TooManyAsync(Call call, OpinionDraft draft, string sender, CancellationToken cancel)
    {
        if (senders.MustRecount(sender, call.Now))
        {
            var since = call.Now - SenderCache.Hour;
            var stations = (senders.Find(sender, call.Now)?.Stations ?? []).Append(draft.StationId).Distinct();
            var taken = await Task.WhenAll(stations.Select(station => opinions.OfSenderAsync(station, sender, StationClock.DateOf(since), cancel)));
            senders.Recount(
                sender, taken.SelectMany(some => some).Where(opinion => opinion.ReceivedAt > since).Select(opinion => (opinion.SourceKey, opinion.ReceivedAt)), call.Now);
        }

        return senders.Count(sender, draft.SourceKey, call.Now);
    }
}
