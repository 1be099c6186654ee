using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Statistics;
using static Serverless.Tests.Statistics.SomeReport;

namespace Serverless.Tests.Statistics;

public sealed class QuarterReportTests
{
    [Fact]
    public void The_total_adds_counts_numerators_and_denominators_and_averages_no_rate()
    {
        var total = Json(Total(A(), Quiet()));
        Assert.Equal("""{"due":4,"held":2,"shifted":2,"cancelled":0,"missed":2,"rate":{"numerator":2,"denominator":4,"percent":50}}""", total["receptions"]!.ToJsonString());
        Assert.Equal((5, 20, 6), (Flow(total, "openAtStart"), Flow(total, "received"), Flow(total, "openAtEnd")));
        // An average of 80 per cent and nothing would not be 80.
        Assert.Equal("""{"numerator":8,"denominator":10,"percent":80}""", total["notices"]!["deliverRate"]!.ToJsonString());
    }

    [Fact]
    public void The_total_is_as_old_as_its_oldest_part_and_has_no_station()
    {
        var (a, b) = (A(), Quiet());
        var total = Total(a, b with { ComputedAt = a.ComputedAt!.Value.AddHours(-2), Revision = 3 });
        Assert.Equal((a.ComputedAt.Value.AddHours(-2), 3), (total.ComputedAt!.Value, total.Revision));
        Assert.Equal((null, null, null), (total.StationId, total.Street, total.Kind));
    }

    [Fact]
    public void Whoever_is_idle_at_one_station_and_busy_at_another_is_not_idle_in_the_total()
    {
        var (zhang, li) = (Person("r001"), Person("r002"));
        var idle = Of(Facts with { People = new Dictionary<PersonId, string> { [zhang] = "张三", [li] = "李四" } });
        var busy = Of(Facts with { People = new Dictionary<PersonId, string> { [zhang] = "张三" }, Received = [Receipt(person: "r001")] }, "na002");
        Assert.Equal((2, 0, 1), (ZeroActive(idle), ZeroActive(busy), ZeroActive(Total(idle, busy))));
    }

    [Fact]
    public void A_quarter_without_data_has_no_stations_zeros_and_no_rates()
    {
        var report = Json(new QuarterReport(Second, []));
        Assert.Empty(report["stations"]!.AsArray());
        Assert.Equal("""{"due":0,"held":0,"shifted":0,"cancelled":0,"missed":0,"rate":{"numerator":0,"denominator":0,"percent":null}}""", report["total"]!["receptions"]!.ToJsonString());
        Assert.Equal((0, "{}"), (Flow(report["total"]!, "openAtEnd"), report["total"]!["opinions"]!["bySource"]!.ToJsonString()));
        Assert.False(report["total"]!["frozen"]!.GetValue<bool>());
        Assert.Null(report["total"]!["computedAt"]);
    }

    [Fact]
    public void A_report_has_the_shape_callers_rely_on()
    {
        var json = Json(A() with { Changes = [new(2, "receptions.held", 1, 2)], Representatives = ReportGroups.Lines(A()) });
        Assert.Equal(
            """
            {"stationId":"na001","name":"光明社区站","street":"花园路街道","kind":"station","quarter":"2026Q2","revision":1,"frozen":false,"computedAt":"2026-07-01T08:17:00+08:00",
            "changes":[{"revision":2,"figure":"receptions.held","was":1,"is":2}],
            "representatives":[{"id":"r001","name":"张三","opinions":14},{"id":"r002","name":"李四","opinions":0}],
            "receptions":{"due":2,"held":2,"shifted":1,"cancelled":0,"missed":0,"rate":{"numerator":2,"denominator":2,"percent":100}},
            "opinions":{"openAtStart":5,"received":20,"merged":2,"rejected":1,"withdrawn":1,"closed":15,"openAtEnd":6,"bySource":{"reception":8,"wechat":12},"byCategory":{"uncategorised":20}},
            "zeroActive":1,
            "notices":{"planned":12,"sent":10,"delivered":8,"failed":1,"dead":1,"deliverRate":{"numerator":8,"denominator":10,"percent":80}}}
            """.ReplaceLineEndings(""),
            json.ToJsonString(Platform.Json.Options));
    }

    [Fact]
    public void Who_was_given_an_opinion_and_is_not_of_the_station_has_a_line_without_a_name() => Assert.Equal(
        """[{"id":"r007","opinions":1}]""", Json(ReportGroups.Lines(Of(Facts with { Received = [Receipt(person: "r007")] }))).ToJsonString());

    [Fact]
    public void A_districts_screen_and_its_sum_tell_how_many_were_idle_and_not_who()
    {
        var screen = Json(new QuarterReport(Second, [A()]));
        foreach (var report in new[] { screen["stations"]![0]!, screen["total"]! }) Assert.Equal((1, null), ((int)report["zeroActive"]!, report["representatives"]));
    }

    [Theory]
    [InlineData(StationKind.Home, "home")]
    [InlineData(StationKind.Station, "station")]
    [InlineData(StationKind.ContactPoint, "contactPoint")]
    [InlineData(StationKind.Studio, "studio")]
    public void A_report_names_the_kind_of_its_station(StationKind kind, string name) => Assert.Equal(name, (string?)Json(A() with { Kind = kind })["kind"]);

    private static StationReport Total(params StationReport[] stations) => new QuarterReport(Second, stations).Total;

    private static int ZeroActive(StationReport report) => (int)Json(report)["zeroActive"]!;

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, Platform.Json.Options)!;

    private static int Flow(JsonNode report, string figure) => (int)report["opinions"]![figure]!;
}
