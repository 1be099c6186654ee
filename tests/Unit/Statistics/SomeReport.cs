using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

/// <summary>Reports and what they are counted from, with whatever does not matter filled in.</summary>
internal static class SomeReport
{
    public static readonly Quarter Second = new(2026, 2);

    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    /// <summary>Station A of the worked example, as far as its groups are counted.</summary>
    public static StationReport A(string stationId = "na001") => Of(Example, stationId);

    /// <summary>A station where nothing happened.</summary>
    public static StationReport Quiet(string stationId = "na002") => Of(Facts with { Receptions = Receptions(Second) }, stationId);

    public static StationReport Of(QuarterFacts facts, string stationId = "na001") => new(An.Id(stationId), "光明社区站", "花园路街道", StationKind.Station, Second)
    {
        ComputedAt = new DateTimeOffset(2026, 7, 1, 8, 17, 0, StationClock.Offset), People = facts.People, Counts = Figures.Count(facts),
    };

    /// <summary>The same report with a count that is another one.</summary>
    public static StationReport With(this StationReport report, string key, int count) =>
        report with { Counts = new Dictionary<string, int>(report.Counts) { [key] = count } };

    /// <summary>Nothing is known but the date, the first after the second quarter.</summary>
    public static QuarterFacts Facts => new(Second, new DateOnly(2026, 7, 1));

    public static QuarterFacts Example => Facts with
    {
        Receptions = [.. Receptions(Second).Select(day => day with { Status = OccasionStatus.Held })],
        OpenAtStart = 5,
        Received = [.. Receipts(8, "reception", "r001"), .. Receipts(6, "wechat", "r001"), .. Receipts(6, "wechat")],
        Journal = [.. Ends(2, OpinionStatus.Merged), .. Ends(1, OpinionStatus.Rejected), .. Ends(1, OpinionStatus.Withdrawn), .. Ends(15, OpinionStatus.Closed)],
        Notices =
        [
            .. Enumerable.Repeat(new NoticeOutcome(NoticeStatus.Delivered, true), 8), new(NoticeStatus.Sent, true), new(NoticeStatus.Failed, true),
            new(NoticeStatus.Dead, false), new(NoticeStatus.Planned, false),
        ],
        People = new Dictionary<PersonId, string> { [Person("r001")] = "张三", [Person("r002")] = "李四" },
    };

    public static List<Occasion> Receptions(Quarter quarter) => [.. Calendar.InQuarter(quarter).Select(day => Occasion.Of(day, An.Id("na001"), Calendar.Rules))];

    public static Receipt Receipt(string channel = "wechat", string? category = null, string? person = null) =>
        new(OpinionNumber.Of(An.Id("na001"), Second.First, Guid.NewGuid().ToString()), channel, category, person is null ? null : Person(person));

    public static PersonId Person(string id) => Identifier.Read<PersonId>(id);

    public static JournalEntry Step(OpinionStatus from, OpinionStatus to, DateTimeOffset? at = null, OpinionNumber? number = null) =>
        new() { Number = number ?? Receipt().Number, At = at ?? Second.Start, Action = "any", From = from, To = to, Actor = "member:clerk" };

    private static IEnumerable<Receipt> Receipts(int count, string channel, string? person = null) =>
        Enumerable.Range(0, count).Select(_ => Receipt(channel, null, person));

    private static IEnumerable<JournalEntry> Ends(int count, OpinionStatus status) => Enumerable.Range(0, count).Select(_ => Step(OpinionStatus.Received, status));
}
