using Serverless.Calendar;
using Serverless.Stations;
using Serverless.Statistics;

namespace Serverless.Tests.Statistics;

/// <summary>Reports with whatever does not matter filled in.</summary>
internal static class SomeReport
{
    public static readonly Quarter Second = new(2026, 2);

    /// <summary>Station A of the worked example in domain 5, as far as its groups are counted.</summary>
    public static StationReport A(string stationId = "na001") => new()
    {
        StationId = stationId,
        Name = "光明社区站",
        Kind = StationKind.Station,
        Quarter = Second,
        ComputedAt = new DateTimeOffset(2026, 7, 1, 8, 17, 0, TimeSpan.FromHours(8)),
        Receptions = new ReceptionCount(2, 2, 1, 0),
        Opinions = new OpinionFlow(5, 20, 2, 1, 1, 15, Sorted(("reception", 8), ("wechat", 12)), Sorted((OpinionFlow.Uncategorised, 20))),
        Representatives = [new("r001", "张三", 14), new("r002", "李四", 0)],
        Notices = new NoticeCount(12, 10, 8, 1, 1),
    };

    /// <summary>A station where nothing happened.</summary>
    public static StationReport Quiet(string stationId = "na002") => A(stationId) with
    {
        Receptions = new ReceptionCount(2, 0, 1, 0), Opinions = OpinionFlow.None, Representatives = [], Notices = NoticeCount.None,
    };

    public static SortedDictionary<string, int> Sorted(params (string Key, int Count)[] counts) =>
        new(counts.ToDictionary(count => count.Key, count => count.Count), StringComparer.Ordinal);
}
