using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Reminders;

/// <summary>A round of notices with the people it is for.</summary>
/// <param name="Round">The round.</param>
/// <param name="Recipients">Who is to be told.</param>
/// <param name="Team">The station's people by id; who is not among them any more is not written to.</param>
/// <param name="End">From when on there is nothing to tell.</param>
public sealed record PeopleRound(NoticeRound Round, IReadOnlyList<PersonId> Recipients, IReadOnlyDictionary<PersonId, Representative> Team, DateTimeOffset End)
{
    /// <summary>
    /// The notices as they are when they are new: most are to be sent, some cannot be. None from the day after the end on: who is
    /// looked at then for the first time was not forgotten, but came later.
    /// </summary>
    public IReadOnlyList<Notice> Wanted(bool hasTemplate, DateTimeOffset now) => StationClock.DateOf(now) > StationClock.DateOf(End)
        ? []
        : [.. Recipients.Select(id => ReminderRound.Settle(new Notice(Round.Subject, Round.Step, id, NoticeChannel.Wechat, now), Team.GetValueOrDefault(id), hasTemplate, End, now))];
}
