using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Statistics;

namespace Serverless.Tests.Statistics;

public sealed class QuarterReportTests
{
    [Fact]
    public void The_total_adds_counts_numerators_and_denominators_and_averages_no_rate()
    {
        var total = Of(SomeReport.A(), SomeReport.Quiet()).Total;
        Assert.Equal(new ReceptionCount(4, 2, 2, 0), total.Receptions);
        Assert.Equal(new Rate(2, 4), total.Receptions.Rate);
        Assert.Equal((5, 20, 6), (total.Opinions.OpenAtStart, total.Opinions.Received, total.Opinions.OpenAtEnd));
        // An average of 80 per cent and nothing would not be 80.
        Assert.Equal(80m, total.Notices.DeliverRate.Percent);
    }

    [Fact]
    public void The_total_is_as_old_as_its_oldest_part_and_has_no_station()
    {
        var (a, b) = (SomeReport.A(), SomeReport.Quiet());
        var total = Of(a, b with { ComputedAt = a.ComputedAt!.Value.AddHours(-2), Revision = 3 }).Total;
        Assert.Equal((a.ComputedAt.Value.AddHours(-2), 3), (total.ComputedAt!.Value, total.Revision));
        Assert.Null(total.StationId);
        Assert.Null(total.Kind);
    }

    [Fact]
    public void Whoever_is_idle_at_one_station_and_busy_at_another_is_not_idle_in_the_total()
    {
        var total = Of(
            SomeReport.A() with { Representatives = [new("r001", "张三", 0), new("r002", "李四", 0)] },
            SomeReport.Quiet() with { Representatives = [new("r001", "张三", 1)] }).Total;
        Assert.Equal(1, total.ZeroActive);
        Assert.Equal([new("r001", "张三", 1), new("r002", "李四", 0)], total.Representatives);
    }

    [Fact]
    public void A_quarter_without_data_has_no_stations_zeros_and_no_rates()
    {
        var report = Of();
        Assert.Empty(report.Stations);
        Assert.Equal((0, 0, 0), (report.Total.Receptions.Due, report.Total.Opinions.OpenAtEnd, report.Total.Notices.Planned));
        Assert.Null(report.Total.Receptions.Rate.Percent);
        Assert.Null(report.Total.ComputedAt);
        Assert.False(report.Total.Frozen);
    }

    [Fact]
    public void A_report_has_the_shape_callers_rely_on()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(SomeReport.A(), Json.Options))!;
        Assert.Equal(
            "{\"stationId\":\"na001\",\"name\":\"光明社区站\",\"kind\":\"station\",\"quarter\":\"2026Q2\",\"revision\":1,\"frozen\":false,\"computedAt\":\"2026-07-01T08:17:00+08:00\"}",
            JsonSerializer.Serialize(new JsonObject(json.AsObject().Take(7).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))), Json.Options));
        Assert.Equal("""{"due":2,"held":2,"shifted":1,"cancelled":0,"rate":{"numerator":2,"denominator":2,"percent":100}}""", json["receptions"]!.ToJsonString());
        Assert.Equal(
            """{"openAtStart":5,"received":20,"merged":2,"rejected":1,"withdrawn":1,"closed":15,"bySource":{"reception":8,"wechat":12},"byCategory":{"uncategorised":20},"openAtEnd":6}""",
            json["opinions"]!.ToJsonString());
        Assert.Equal("""{"planned":12,"sent":10,"delivered":8,"failed":1,"dead":1,"deliverRate":{"numerator":8,"denominator":10,"percent":80}}""", json["notices"]!.ToJsonString());
        Assert.Equal("r002", json["representatives"]![1]!["id"]!.GetValue<string>());
        Assert.Equal(1, json["zeroActive"]!.GetValue<int>());
    }

    [Fact]
    public void Groups_that_are_not_counted_yet_are_left_out_and_not_faked() => Assert.Equal(
        ["stationId", "name", "kind", "quarter", "revision", "frozen", "computedAt", "receptions", "opinions", "representatives", "zeroActive", "notices"],
        JsonNode.Parse(JsonSerializer.Serialize(SomeReport.A(), Json.Options))!.AsObject().Select(member => member.Key));

    [Theory]
    [InlineData(StationKind.Home, "home")]
    [InlineData(StationKind.Station, "station")]
    [InlineData(StationKind.ContactPoint, "contactPoint")]
    [InlineData(StationKind.Studio, "studio")]
    public void A_report_names_the_kind_of_its_station_and_is_read_back_as_it_was(StationKind kind, string name)
    {
        var json = JsonSerializer.Serialize(SomeReport.A() with { Kind = kind, Changes = [new(2, "receptions.held", 1, 2)] }, Json.Options);
        Assert.Contains($"\"kind\":\"{name}\"", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<StationReport>(json, Json.Options), Json.Options));
    }

    private static QuarterReport Of(params StationReport[] stations) => QuarterReport.Of(SomeReport.Second, stations);
}
