using Microsoft.Extensions.Logging;
using Serverless.Access;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>
/// Tells those who were told of a reception that it takes place on another date, not at all, or after all: once, how it stands by
/// now. The news is removed when everything is recorded, so that whatever breaks off is taken up again; doing it twice sends
/// nothing twice. Storage calls: 4 when nobody had been told.
/// </summary>
public sealed class TellNewsHandler(
    OccasionTable occasions, DecidedCache decided, NoticeTable notices, RepresentativeTable people, StationTable stations, TellNewsQueue queue,
    SendRoundHandler sender, StationClock clock, ILogger<TellNewsHandler> log)
{
    private static readonly EventId Poison = new(1, "Poison");

    /// <param name="call">The service's own.</param>
    /// <param name="body">The hint as it was sent.</param>
    /// <param name="cancel">Stops between sends; what was sent is recorded all the same.</param>
    /// <exception cref="FormatException">The body names no occasion.</exception>
    public async Task TellAsync(Call call, string body, CancellationToken cancel)
    {
        var key = TellNewsQueue.Read(body) ?? throw new FormatException("This names no occasion.");
        if (await occasions.FindNewsAsync(key, cancel) is not { } news) return;
        var permitted = QuietHours.Permitted(news.DueAt > call.Now ? news.DueAt : call.Now);
        if (permitted > call.Now) await queue.SendAsync(key, permitted, call.Now, cancel);
        else if (await occasions.FindAsync(key, cancel) is { } occasion) await TellAsync(call, news, occasion, cancel);
    }

    /// <summary>Reports a hint that failed for good; it loses nothing, since the next heartbeat gives another.</summary>
    public void Report(string body)
    {
        if (TellNewsQueue.Read(body) is { } key) log.LogError(Poison, "The news of {Occasion} could not be told and waits for the next heartbeat", key);
        else log.LogError(Poison, "A message of {Queue} names no occasion", TellNewsQueue.QueueName);
    }

    private async Task TellAsync(Call call, OccasionNews news, Occasion occasion, CancellationToken cancel)
    {
        var all = await notices.OfSubjectAsync(occasion.Id, cancel);
        var round = NewsPlan.Round(news, occasion);
        foreach (var old in NewsPlan.Outdated(round, occasion, all, call.Now).GroupBy(row => row.Value.Round))
            await notices.RecordAsync(old.Key, ReminderRound.GiveUp(old, occasion.TakesPlaceOn is null ? NoticeFailure.OccasionCancelled : NoticeFailure.OccasionMoved), cancel);
        var told = NewsPlan.ToTell(round, occasion, all.Select(row => row.Value));
        List<Tagged<Notice>> known = [.. all.Where(row => row.Value.Round == round)];
        if ((told.Count == 0 && !known.Exists(row => row.Value.IsOpen)) || await SendAsync(round, occasion, told, known, cancel)) await occasions.RemoveAsync(news, cancel);
    }

    private async Task<bool> SendAsync(
        NoticeRound round, Occasion occasion, IReadOnlyDictionary<PersonId, DateOnly?> told, List<Tagged<Notice>> known, CancellationToken cancel)
    {
        var station = await stations.FindAsync(occasion.StationId, cancel);
        var team = await people.OfStationAsync(occasion.StationId, cancel);
        var group = new PeopleRound(round, [.. told.Keys], team.ToDictionary(person => person.Id), NewsPlan.End(occasion, told.Values));
        return await sender.SendAsync(group, known, WordsAsync, (wait, _) => queue.SendAsync(occasion.Id, clock.Now + wait, clock.Now, CancellationToken.None), cancel);

        // Looks again before each send: nobody is told what staff have changed once more meanwhile.
        async Task<IReadOnlyList<KeyValuePair<string, string>>?> WordsAsync(Notice notice, DateTimeOffset now)
        {
            var latest = (await decided.OfDateAsync(occasion.NominalDate, now, cancel)).GetValueOrDefault(occasion.Id);
            return latest?.TakesPlaceOn == occasion.TakesPlaceOn && latest is not null
                ? NewsText.Of(station?.Station.Name ?? "", occasion, told.GetValueOrDefault(notice.RecipientId))
                : null;
        }
    }
}
