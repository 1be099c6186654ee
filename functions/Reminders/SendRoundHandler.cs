using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Reminders;

/// <summary>
/// Sends one round of notices: claims them, sends them, records what became of them. Doing it twice sends nothing twice.
/// </summary>
/// <param name="clock">Each try has its own instant: with a channel that answers slowly a round takes minutes.</param>
public sealed class SendRoundHandler(NoticeTable notices, INoticeChannel channel, StationClock clock, ILogger<SendRoundHandler> log)
{
    // What operators look for: nothing goes out until somebody mends the settings.
    private static readonly EventId Configuration = new(2, "Configuration");

    // WeChat answers "busy" to bursts of some 400; 24 orders run at once on an instance.
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>True when the channel is set up for these notices.</summary>
    public bool HasTemplate => channel.Knows(ReminderOrder.Template);

    /// <summary>Sends what is to be sent of a round.</summary>
    /// <param name="round">The round.</param>
    /// <param name="known">What is stored of it, when it has just been read; else null.</param>
    /// <param name="words">What a notice says at an instant; null when it is not to be sent any more.</param>
    /// <param name="again">
    /// Sees to it that the round is gone over again after a while, for the next try or, when the flag is set, because some of it is
    /// with another worker, which may crash, or was left. Called before the record, so that a crash between the two cannot lose it.
    /// </param>
    /// <param name="cancel">Stops between sends; what was sent is recorded all the same.</param>
    /// <returns>True when nothing of the round is left to be sent.</returns>
    public async Task<bool> SendAsync(
        PeopleRound round, IReadOnlyList<Tagged<Notice>>? known, Func<Notice, DateTimeOffset, Task<IReadOnlyList<KeyValuePair<string, string>>?>> words,
        Func<TimeSpan, bool, Task> again, CancellationToken cancel)
    {
        var started = clock.Now;
        var claim = await notices.ClaimAsync(round.Round, round.Wanted(HasTemplate, started), known, started, cancel);
        var (outcomes, fault) = await SendAllAsync(round, claim.Owned, words, cancel);
        var left = claim.Owned.Count(row => row.Value.IsOpen) - outcomes.Count;
        // What was sent is recorded even when the host is about to stop.
        if (ReminderRound.NextTry(outcomes) is { } next) await again(next - clock.Now, false);
        else if ((ReminderRound.LeaseEnd(claim, clock.Now) ?? (left > 0 ? started + NoticeRetry.Lease : (DateTimeOffset?)null)) is { } end) await again(end - clock.Now, true);
        await notices.NoteNumbersAsync(outcomes.Select(row => row.Value), StationClock.DateOf(started), CancellationToken.None);
        await notices.RecordAsync(round.Round, outcomes, CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
        Report(round.Round, outcomes);
        return left == 0 && claim.Others.Count == 0 && !outcomes.Any(row => row.Value.IsOpen);
    }

    private async Task<(IReadOnlyList<Tagged<Notice>> Outcomes, Exception? Fault)> SendAllAsync(
        PeopleRound round, IReadOnlyList<Tagged<Notice>> owned, Func<Notice, DateTimeOffset, Task<IReadOnlyList<KeyValuePair<string, string>>?>> words, CancellationToken cancel)
    {
        var (outcomes, fault) = (new Notice?[owned.Count], (Exception?)null);
        await Parallel.ForAsync(0, owned.Count, Together, async (i, _) =>
        {
            if (!owned[i].Value.IsOpen || cancel.IsCancellationRequested || fault is not null) return;
            try
            {
                outcomes[i] = await SendAsync(round, owned[i].Value, words, cancel);
            }
            catch (Exception thrown)
            {
                // Those that went out are recorded first.
                fault = thrown;
            }
        });
        return ([.. owned.Zip(outcomes).Where(pair => pair.Second is not null).Select(pair => pair.First with { Value = pair.Second! })], fault);
    }

    private async Task<Notice?> SendAsync(
        PeopleRound round, Notice notice, Func<Notice, DateTimeOffset, Task<IReadOnlyList<KeyValuePair<string, string>>?>> words, CancellationToken cancel)
    {
        var now = clock.Now;
        var person = round.Team.GetValueOrDefault(notice.RecipientId);
        notice = ReminderRound.Settle(notice, person, HasTemplate, round.End, now);
        if (!notice.IsOpen) return notice;
        if (await words(notice, now) is not { } text) return null;
        try
        {
            var answer = await channel.SendAsync(new NoticeMessage(person!.OpenId!, ReminderOrder.Template, notice.RepeatKey, text), cancel);
            return answer.Apply(notice, clock.Now, round.End);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nobody knows whether it went out: the next delivery sends it again under the same name.
            return null;
        }
    }

    private void Report(NoticeRound round, IReadOnlyList<Tagged<Notice>> outcomes)
    {
        foreach (var failure in outcomes.Select(row => row.Value.Failure).OfType<NoticeFailure>().Distinct())
            if (failure.IsOurs) log.LogError(Configuration, "The notices of {Round} wait for our settings to be mended: {Reason}", round, failure.Reason);
            else log.LogWarning("Not every notice of {Round} was sent: {Code}", round, failure.Code);
    }
}
