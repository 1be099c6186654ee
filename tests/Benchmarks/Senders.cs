using System.Text;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Benchmarks;

/// <summary>The citizens: 15,000 at 164 stations, so that in a run nobody writes more than a few times, and the requests that carry what they do.</summary>
internal static class Senders
{
    public const int Count = 15_000;
    public const int StationCount = 164;

    private static readonly WeChatSender Sender = new(Account.Options);
    private static long lastMsgId = 6_000_000_000_000;

    // Citizens do not queue up by their stations' numbers; always the same disorder.
    private static readonly int[] Order = Disorder();

    public static IReadOnlyList<Station> Stations { get; } =
        [.. Enumerable.Range(1, StationCount).Select(at => new Station(Serverless.Platform.Identifier.Read<Serverless.Platform.StationId>(StationId(at)), $"第{at}人大代表联络站", StationKind.Station, "南翔街道"))];

    public static string StationId(int at) => $"na{at:D3}";

    /// <summary>Who writes next scans a station's code.</summary>
    public static byte[][] Scans(int count, int from) =>
        [.. Enumerable.Range(from, count).Select(at => Order[at % Count]).Select(who => Request(Sender.Scan(OpenId(who), $"s.{StationId(who % StationCount + 1)}", DateTimeOffset.UtcNow)))];

    /// <summary>The next opinions, sender after sender; of a minute ahead, since they wait here for seconds and none is to be taken for a repeat.</summary>
    public static byte[][] Opinions(int count, int from) =>
        [.. Enumerable.Range(from, count).Select(at => Request(Sender.Text(OpenId(Order[at % Count]), $"第{at}件：小区北门的路灯坏了三天，晚上老人出门看不见路，请尽快派人修好。", ++lastMsgId, DateTimeOffset.UtcNow.AddMinutes(1), DateTimeOffset.UtcNow)))];

    private static int[] Disorder()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new Random(20).Shuffle(order);
        return order;
    }

    private static string OpenId(int at) => $"o6_bmjrPTlm6_2sgVt7hMZO{at:D5}";

    private static byte[] Request(WeChatSender.Request push) =>
    [
        .. Encoding.ASCII.GetBytes($"POST /api/wechat?{push.Query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: {push.Body.Length}\r\n\r\n"),
        .. push.Body,
    ];
}
