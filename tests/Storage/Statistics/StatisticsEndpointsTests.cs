using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

[Collection(StatisticsStore.Name)]
public sealed class StatisticsEndpointsTests(StatisticsStore store)
{
    private static readonly Quarter Fourth = new(2025, 4);

    [Fact]
    public async Task A_district_is_answered_with_every_station_and_their_sum_and_is_final_by_the_first_count_after_the_freeze()
    {
        Station[] stations = [store.NewStation(), store.NewStation(StationKind.Home)];
        await store.OpinionsAsync(stations[0], 2, "2025-11-01 09:00");
        await store.OpinionsAsync(stations[1], 1, "2025-11-01 09:00", Moves.Reject);
        store.Now("2026-01-09 23:17");
        await store.CountAsync(Fourth, stations);

        var before = await JsonAsync("2025Q4");
        store.Now("2026-01-10 00:00");
        Assert.False((await JsonAsync("2025Q4"))["total"]!["frozen"]!.GetValue<bool>());
        await store.CountAsync(Fourth, stations);
        var after = await JsonAsync("2025Q4");

        Assert.Equal("2025Q4", before["quarter"]!.GetValue<string>());
        Assert.Equal(stations.Select(station => station.StationId.ToString()), before["stations"]!.AsArray().Select(report => report!["stationId"]!.GetValue<string>()));
        Assert.Equal("""{"numerator":0,"denominator":4,"percent":0}""", before["total"]!["receptions"]!["rate"]!.ToJsonString());
        Assert.Equal((3, 1, 2), (Count(before, "received"), Count(before, "rejected"), Count(before, "openAtEnd")));
        Assert.False(before["stations"]![0]!["frozen"]!.GetValue<bool>());
        Assert.True(after["stations"]![0]!["frozen"]!.GetValue<bool>());
        Assert.True(after["total"]!["frozen"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_screen_and_a_report_keep_their_entity_tags_until_a_count_changes_the_answer()
    {
        var station = store.NewStation(StationKind.ContactPoint);
        var quarter = new Quarter(2024, 1);
        store.Now("2024-04-01 08:17");
        await store.CountAsync(quarter, station);
        var first = await TagsAsync();
        Assert.Equal(first, await TagsAsync());

        await store.CountAsync(quarter, station);
        var counted = await TagsAsync();
        store.Now("2024-04-10 00:00");
        Assert.Equal(counted, await TagsAsync());
        await store.CountAsync(quarter, station);
        var final = await TagsAsync();

        Assert.All(new[] { first, counted, final }, tags => Assert.All(tags, tag => Assert.Matches("^W/\"[0-9a-f]{32}\"$", tag)));
        Assert.Distinct(new[] { first[0], counted[0], final[0] });
        Assert.Distinct(new[] { first[1], counted[1], final[1] });

        async Task<string?[]> TagsAsync() =>
        [
            (await AskAsync((endpoints, request) => endpoints.Get(request, "2024Q1", default))).Tag,
            (await AskAsync((endpoints, request) => endpoints.GetStation(request, "2024Q1", station.StationId, default))).Tag,
        ];
    }

    [Fact]
    public async Task The_people_stand_in_the_stations_own_report_and_not_on_the_districts_screen()
    {
        var station = store.NewStation();
        await store.PersonAsync(station, "r800", "王五");
        store.Now("2024-07-01 08:17");
        await store.CountAsync(new Quarter(2024, 2), station);

        var alone = (await AskAsync((endpoints, request) => endpoints.GetStation(request, "2024Q2", station.StationId, default))).Json;
        Assert.Equal("""[{"id":"r800","name":"王五","opinions":0}]""", alone["representatives"]!.ToJsonString(Json.Options));
        var screen = await AskAsync((endpoints, request) => endpoints.Get(request, "2024Q2", default));
        Assert.DoesNotContain("王五", screen.Text, StringComparison.Ordinal);
        Assert.Equal(1, (int)screen.Json["total"]!["zeroActive"]!);
    }

    [Fact]
    public async Task Callers_see_the_stations_within_their_reach_and_totals_over_these()
    {
        Station[] stations = [store.NewStation(street: "甲街道"), store.NewStation(street: "甲街道"), store.NewStation(street: "乙街道")];
        for (var i = 0; i < 3; i++) await store.OpinionsAsync(stations[i], i + 1, "2023-08-01 09:00");
        store.Now("2023-10-01 08:17");
        await store.CountAsync(new Quarter(2023, 3), stations);
        var (street, station) = (new Scope(ScopeKind.Street, "甲街道"), new Scope(ScopeKind.Station, stations[2].StationId));

        Assert.Equal((3, 6), await SeenAsync("", Scope.District));
        Assert.Equal((2, 3), await SeenAsync("", street));
        Assert.Equal((1, 3), await SeenAsync("", station));
        Assert.Equal((3, 6), await SeenAsync("", street, station));
        Assert.Equal((1, 3), await SeenAsync("?street=乙街道", Scope.District));
        Assert.Equal((0, 0), await SeenAsync("?street=乙街道", street));
        var elsewhere = await AskAsync((endpoints, request) => endpoints.Get(request, "2023Q3", default), "", new Scope(ScopeKind.Street, "丙街道"));
        Assert.Equal((404, "reportNotFound"), (elsewhere.Status, elsewhere.Code));
        var table = await AskAsync((endpoints, request) => endpoints.Get(request, "2023Q3.csv", default), "?street=甲街道");
        Assert.Equal(1 + 2 + 1, table.Text.TrimEnd().Split("\r\n").Length);

        async Task<(int, int)> SeenAsync(string query, params Scope[] scopes)
        {
            var answer = await AskAsync((endpoints, request) => endpoints.Get(request, "2023Q3", default), query, scopes);
            Assert.Equal(200, answer.Status);
            return (answer.Json["stations"]!.AsArray().Count, Count(answer.Json, "received"));
        }
    }

    [Fact]
    public async Task A_quarter_nobody_counted_is_told_apart_from_one_without_opinions()
    {
        store.Now("2026-07-10 08:17");
        await RefusedAsync("reportNotFound", (endpoints, request) => endpoints.Get(request, "2022Q3", default));
        await RefusedAsync("reportNotFound", (endpoints, request) => endpoints.Get(request, "2022Q3.csv", default));
    }

    [Fact]
    public async Task The_same_quarter_as_a_table_is_a_file_for_Excel()
    {
        var station = store.NewStation() with { Name = "=HYPERLINK(\"http://x\")" };
        store.Now("2025-08-01 08:17");
        await store.CountAsync(new Quarter(2025, 3), station);

        var answer = await AskAsync((endpoints, request) => endpoints.Get(request, "2025Q3.csv", default));

        Assert.Equal((200, "text/csv; charset=utf-8"), (answer.Status, answer.Headers.ContentType.ToString()));
        Assert.Contains("statistics-2025Q3.csv", answer.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], answer.Body[..3]);
        Assert.Contains("站点编号", answer.Text, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026Q5")]
    [InlineData("2026q1")]
    [InlineData("2026")]
    [InlineData("2026-Q1")]
    [InlineData("12026Q1")]
    [InlineData("２０２６Q1")]
    [InlineData(".csv")]
    [InlineData("2026Q1.CSV")]
    [InlineData("2026Q1.csv.csv")]
    [InlineData("2026Q5.csv")]
    [InlineData("'; drop")]
    public async Task What_is_no_quarter_is_refused_by_every_route(string quarter)
    {
        store.Now("2026-07-10 08:17");
        await RefusedAsync("quarterInvalid", (endpoints, request) => endpoints.Get(request, quarter, default));
        await RefusedAsync("quarterInvalid", (endpoints, request) => endpoints.GetStation(request, quarter, "na001", default));
        await RefusedAsync("quarterInvalid", (endpoints, request) => endpoints.Refresh(request, quarter, default));
    }

    [Fact]
    public async Task A_quarter_that_has_not_begun_is_refused_and_the_sentence_says_when_it_does()
    {
        store.Now("2026-09-30 23:59:59");
        await RefusedAsync("quarterInvalid", (endpoints, request) => endpoints.Get(request, "2026Q4", default));
        var sentence = await RefusedAsync("quarterInvalid", (endpoints, request) => endpoints.Refresh(request, "2026Q4", default));
        Assert.Contains("2026-10-01", sentence, StringComparison.Ordinal);
        store.Now("2026-10-01 00:00:00");
        Assert.NotEqual("quarterInvalid", (await AskAsync((endpoints, request) => endpoints.Get(request, "2026Q4", default))).Code);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("NA001")]
    [InlineData("a")]
    [InlineData("na/1")]
    [InlineData("na'1")]
    [InlineData("站")]
    public async Task An_unknown_station_is_refused_as_such(string stationId)
    {
        store.Now("2026-07-10 08:17");
        await RefusedAsync("stationNotFound", (endpoints, request) => endpoints.GetStation(request, "2026Q2", stationId, default));
    }

    [Fact]
    public async Task A_known_station_that_was_not_counted_yet_is_told_apart()
    {
        var station = store.NewStation();
        await store.Get<StationTable>().PutAsync(station, null, default);
        store.Now("2026-07-10 08:17");
        await RefusedAsync("reportNotFound", (endpoints, request) => endpoints.GetStation(request, "2026Q2", station.StationId, default));
    }

    [Fact]
    public async Task A_request_to_count_is_accepted_and_sends_every_station_and_the_timer_does_the_same_for_open_quarters()
    {
        await store.Get<StationTable>().ImportAsync([.. Enumerable.Range(0, 12).Select(_ => store.NewStation())], default);
        var all = (await store.Get<StationTable>().AllAsync(default)).ConvertAll(station => station.StationId);
        store.Now("2027-01-05 08:17");

        var answer = await AskAsync((endpoints, request) => endpoints.Refresh(request, "2026Q3", default));
        Assert.Equal((202, $$"""{"quarter":"2026Q3","stations":{{all.Count}}}"""), (answer.Status, answer.Text));
        Assert.Equal(all.Select(id => ("2026Q3", id.ToString())), await OrderedAsync());

        await AskAsync((endpoints, request) => endpoints.Refresh(request, "2026Q3", default), "", new Scope(ScopeKind.Station, all[0]));
        Assert.Equal([("2026Q3", all[0].ToString())], await OrderedAsync());

        await store.Get<RefreshStatisticsTimers>().Refresh(new(), default);
        Assert.Equal(all.Select(id => ("2026Q4", id.ToString())).Concat(all.Select(id => ("2027Q1", id.ToString()))), await OrderedAsync());
    }

    [Fact]
    public async Task A_request_to_count_that_comes_again_under_its_key_sends_nothing_anew()
    {
        await store.Get<StationTable>().ImportAsync([store.NewStation()], default);
        var quarter = Identifier.Read<Quarter>("2026Q3");
        var call = An.Call(store.Get<StationClock>().Now, An.Administrator) with { Repeat = new Repeat(Guid.NewGuid().ToString("N"), "hash") };
        var first = await store.Get<OrderStatisticsHandler>().OrderAsync(call, quarter, default);
        Assert.NotEmpty(await OrderedAsync());
        Assert.Equal(first, await store.Get<OrderStatisticsHandler>().OrderAsync(call, quarter, default));
        Assert.Empty(await OrderedAsync());
    }

    private async Task<IEnumerable<(string Quarter, string StationId)>> OrderedAsync()
    {
        var queue = store.Get<QueueServiceClient>().GetQueueClient(RefreshStatisticsQueue.QueueName);
        var orders = new List<RefreshOrder>();
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10))).Value is { Length: > 0 } messages) orders.AddRange(messages.Select(message => RefreshOrder.Read(message.MessageText)));
        await queue.ClearMessagesAsync();
        return orders.SelectMany(order => order.Stations, (order, place) => (order.Quarter.ToString(), place.StationId.ToString())).Order();
    }

    private async Task<JsonNode> JsonAsync(string quarter)
    {
        var answer = await AskAsync((endpoints, request) => endpoints.Get(request, quarter, default));
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    private async Task<string> RefusedAsync(string code, Func<StatisticsEndpoints, HttpRequest, Task<IResult>> endpoint)
    {
        var answer = await AskAsync(endpoint);
        Assert.Equal((404, code), (answer.Status, answer.Code));
        Assert.StartsWith("application/problem+json", answer.Headers.ContentType.ToString(), StringComparison.Ordinal);
        return answer.Json["detail"]!.GetValue<string>();
    }

    private Task<HttpAnswer> AskAsync(Func<StatisticsEndpoints, HttpRequest, Task<IResult>> endpoint, string query = "", params Scope[] scopes) =>
        HttpCall.Get("/api/statistics" + query).As(store.Call(scopes)).To(request => endpoint(store.Get<StatisticsEndpoints>(), request));

    private static int Count(JsonNode report, string figure) => report["total"]!["opinions"]![figure]!.GetValue<int>();
}
