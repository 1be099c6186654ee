using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Occasions;

public sealed class OccasionEndpointsTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stations_receptions_of_the_running_quarter_are_listed()
    {
        var station = await StationAsync();
        var answer = await ListAsync($"?stationId={station}");
        Assert.Equal([$"reception-20261020-{station}", $"reception-20261220-{station}"], Keys(answer));
        Assert.Equal("2026-12-20T09:00:00+08:00", answer.Items[1]!["start"]!.ToString());
        Assert.Contains("\"continuation\":null", answer.Text);
    }

    [Fact]
    public async Task The_running_quarter_is_the_one_of_the_local_date()
    {
        var station = await StationAsync();
        var answer = await ListAsync($"?stationId={station}", "2026-12-31T16:00:00Z");
        Assert.Equal([$"reception-20270220-{station}"], Keys(answer));
        Assert.Contains("2027年", answer.Items[0]!["warning"]!.ToString());
    }

    [Fact]
    public async Task All_stations_are_listed_with_what_was_decided_about_each()
    {
        var (first, second) = (await StationAsync(), await StationAsync());
        Assert.Equal(200, (await DecideAsync($"reception-20261220-{first}", "move", """{"date":"2026-12-22","reason":"停电"}""")).Status);
        Assert.Equal(200, (await DecideAsync($"reception-20261220-{second}", "cancel", """{"reason":"停电"}""")).Status);

        var onTheDay = await AllAsync("?from=2026-12-20&to=2026-12-20");
        Assert.DoesNotContain($"reception-20261220-{first}", onTheDay.Keys);
        Assert.Equal("cancelled", onTheDay[$"reception-20261220-{second}"]);
        var later = await AllAsync("?from=2026-12-21&to=2026-12-23&kind=reception");
        Assert.Equal("planned", later[$"reception-20261220-{first}"]);
        Assert.DoesNotContain($"reception-20261220-{second}", later.Keys);
    }

    [Theory]
    [InlineData("gathering")]
    [InlineData("forum")]
    [InlineData("feedback")]
    public async Task Meetings_are_none_yet(string kind) => Assert.Empty((await ListAsync($"?kind={kind}")).Items);

    [Theory]
    [InlineData("?from=2026-13-01", 400, "queryInvalid")]
    [InlineData("?from=20261201", 400, "queryInvalid")]
    [InlineData("?from=0001-01-01&to=0001-01-02", 400, "queryInvalid")]
    [InlineData("?from=9999-12-01&to=9999-12-31", 400, "queryInvalid")]
    [InlineData("?from=2026-12-31&to=2026-12-01", 400, "queryInvalid")]
    [InlineData("?from=2025-01-01&to=2026-12-01", 400, "queryInvalid")]
    [InlineData("?kind=party", 400, "queryInvalid")]
    [InlineData("?top=0", 400, "queryInvalid")]
    [InlineData("?continuation=bm9uc2Vuc2U", 400, "queryInvalid")]
    [InlineData("?stationId=nowhere0", 404, "stationNotFound")]
    [InlineData("?stationId=na'017", 400, "queryInvalid")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, int status, string code)
    {
        await StationAsync();
        Assert.Equal((status, code), Brief(await ListAsync(query)));
    }

    [Fact]
    public async Task An_occasion_carries_a_tag_before_and_after_a_decision()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var planned = await GetAsync(key);
        Assert.Equal(("planned", "W/\"0\""), (planned.Json["status"]!.ToString(), planned.Tag));
        var moved = await DecideAsync(key, "move", """{"date":"2026-12-22","reason":"停电"}""", ("If-Match", planned.Tag!));
        Assert.Equal((200, "2026-12-22", "2026-12-20"), (moved.Status, moved.Json["date"]!.ToString(), moved.Json["nominalDate"]!.ToString()));
        var read = await GetAsync(key);
        Assert.Equal((moved.Tag, moved.Text), (read.Tag, read.Text));
        Assert.Equal((412, "preconditionFailed"), Brief(await DecideAsync(key, "cancel", """{"reason":"停电"}""", ("If-Match", planned.Tag!))));
        Assert.Equal(200, (await DecideAsync(key, "cancel", """{"reason":"停电"}""", ("If-Match", read.Tag!))).Status);
    }

    [Theory]
    [InlineData("reception-20261220-nowhere0", 404, "stationNotFound")]
    [InlineData("reception-20261221-{0}", 404, "occasionNotFound")]
    [InlineData("reception-20261120-{0}", 404, "occasionNotFound")]
    [InlineData("gathering-20261220-{0}", 404, "occasionNotFound")]
    [InlineData("party-20261220-{0}", 404, "occasionNotFound")]
    [InlineData("nonsense", 404, "occasionNotFound")]
    public async Task A_key_the_calendar_does_not_have_is_404(string key, int status, string code)
    {
        var filled = string.Format(key, await StationAsync());
        Assert.Equal((status, code), Brief(await GetAsync(filled)));
        Assert.Equal((status, code), Brief(await DecideAsync(filled, "cancel", """{"reason":"停电"}""")));
    }

    [Theory]
    [InlineData("move", """{"date":"2026-12-23","reason":"停电"}""")]
    [InlineData("cancel", """{"reason":"停电"}""")]
    [InlineData("hold", """{"visitors":3}""")]
    public async Task What_was_cancelled_cannot_be_decided_again(string action, string body)
    {
        var key = $"reception-20261220-{await StationAsync()}";
        await DecideAsync(key, "cancel", """{"reason":"停电"}""");
        var before = await GetAsync(key);
        Assert.Equal((409, "moveNotAllowed"), Brief(await DecideAsync(key, action, body)));
        Assert.Equal(before.Text, (await GetAsync(key)).Text);
    }

    [Fact]
    public async Task A_reception_is_noted_as_held_from_its_local_date_on()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        Assert.Equal((409, "moveNotAllowed"), Brief(await DecideAsync(key, "hold", "{}", at: "2026-12-19T15:59:59Z")));
        var held = await DecideAsync(key, "hold", """{"visitors":12,"note":"顺利"}""", at: "2026-12-19T16:00:00Z");
        Assert.Equal((200, "held", "12", "顺利"), (held.Status, held.Json["status"]!.ToString(), held.Json["visitors"]!.ToString(), held.Json["note"]!.ToString()));
    }

    [Fact]
    public async Task Nothing_need_be_said_of_what_was_held()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        Assert.Equal("held", (await DecideAsync(key, "hold", "", at: "2026-12-20T04:00:00Z")).Json["status"]!.ToString());
    }

    [Theory]
    [InlineData("move", """{"date":"2026-12-22"}""", 400, "fieldsInvalid", "reason")]
    [InlineData("move", """{"date":"2027-03-22","reason":"停电"}""", 400, "fieldsInvalid", "date")]
    [InlineData("move", """{"date":"22 December","reason":"停电"}""", 400, "bodyInvalid", "date")]
    [InlineData("move", """{"date":"2026-12-22","reason":"停电","visitors":3}""", 400, "bodyInvalid", "visitors")]
    [InlineData("move", """{"date":"2026-12-22","reason":"停电","action":"hold"}""", 400, "bodyInvalid", "action")]
    [InlineData("cancel", "", 400, "fieldsInvalid", "reason")]
    [InlineData("cancel", """{"reason":"\u0000"}""", 400, "fieldsInvalid", "reason")]
    [InlineData("hold", """{"visitors":-1}""", 400, "fieldsInvalid", "visitors")]
    [InlineData("hold", """{"visitors":1.5}""", 400, "bodyInvalid", "visitors")]
    [InlineData("open", "{}", 404, "actionUnknown", null)]
    public async Task A_bad_body_names_the_member_and_decides_nothing(string action, string body, int status, string code, string? member)
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var answer = await DecideAsync(key, action, body);
        Assert.Equal((status, code), Brief(answer));
        Assert.Equal(member is null ? [] : [member], answer.Blames);
        Assert.Equal("W/\"0\"", (await GetAsync(key)).Tag);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_first_answer_and_does_nothing()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var first = await DecideAsync(key, "move", """{"date":"2026-12-22","reason":"停电"}""", ("Idempotency-Key", "k1"));
        await DecideAsync(key, "move", """{"date":"2026-12-24","reason":"停水"}""", ("Idempotency-Key", "k2"));
        var repeat = await DecideAsync(key, "move", """{"date":"2026-12-22","reason":"停电"}""", ("Idempotency-Key", "k1"));
        Assert.Equal((200, first.Text, first.Tag), (repeat.Status, repeat.Text, repeat.Tag));
        Assert.Equal((422, "idempotencyKeyReused"), Brief(await DecideAsync(key, "move", """{"date":"2026-12-23","reason":"停电"}""", ("Idempotency-Key", "k1"))));
        Assert.Equal("2026-12-24", (await GetAsync(key)).Json["date"]!.ToString());
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_wins()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var answers = await Task.WhenAll(Enumerable.Range(21, 6).Select(day => DecideAsync(key, "move", $$"""{"date":"2026-12-{{day}}","reason":"停电"}""", ("If-Match", "W/\"0\""))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Contains(answer.Status, new[] { 409, 412 }));
        Assert.Equal(Assert.Single(answers, answer => answer.Status == 200).Text, (await GetAsync(key)).Text);
    }

    [Theory]
    [InlineData("move", """{"date":"2026-12-22","reason":"停电"}""")]
    [InlineData("cancel", """{"reason":"停电"}""")]
    [InlineData("hold", """{"visitors":12,"note":"顺利"}""")]
    public async Task A_decision_is_corrected_once_and_the_state_is_what_it_was_before(string action, string body)
    {
        const string day = "2026-12-20T04:00:00Z";
        var key = $"reception-20261220-{await StationAsync()}";
        var before = await GetAsync(key);
        Assert.Equal(200, (await DecideAsync(key, action, body, at: day)).Status);
        var corrected = await DecideAsync(key, "correct", """{"reason":"录入有误"}""", at: day);
        Assert.Equal((200, "W/\"2\""), (corrected.Status, corrected.Tag));
        Assert.Equal(before.Text, corrected.Text);
        Assert.Equal(corrected.Text, (await GetAsync(key)).Text);
        var again = await DecideAsync(key, "correct", """{"reason":"再改"}""", at: day);
        Assert.Equal((409, "nothingToCorrect"), Brief(again));
        Assert.Contains("已经更正", again.Text);
        // It is decided anew, and that can be corrected again.
        Assert.Equal(200, (await DecideAsync(key, "cancel", """{"reason":"停电"}""", at: day)).Status);
        Assert.Equal("planned", (string?)(await DecideAsync(key, "correct", """{"reason":"来电了"}""", at: day)).Json["status"]);
    }

    [Fact]
    public async Task The_last_decision_is_corrected_and_the_one_before_it_stands()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var moved = await DecideAsync(key, "move", """{"date":"2026-12-22","reason":"停电"}""");
        await DecideAsync(key, "cancel", """{"reason":"停水"}""");
        Assert.Equal(moved.Text, (await DecideAsync(key, "correct", """{"reason":"来水了"}""")).Text);
        Assert.Equal((409, "nothingToCorrect"), Brief(await DecideAsync(key, "correct", """{"reason":"也来电了"}""")));
        Assert.Equal(moved.Text, (await GetAsync(key)).Text);
    }

    [Fact]
    public async Task What_nobody_decided_cannot_be_corrected()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var answer = await DecideAsync(key, "correct", """{"reason":"录入有误"}""");
        Assert.Equal((409, "nothingToCorrect"), Brief(answer));
        Assert.Equal("W/\"0\"", (await GetAsync(key)).Tag);
        Assert.Equal((400, "fieldsInvalid"), Brief(await DecideAsync(key, "correct", "{}")));
    }

    [Fact]
    public async Task Nothing_is_moved_into_the_past()
    {
        var key = $"reception-20261220-{await StationAsync()}";
        var answer = await DecideAsync(key, "move", """{"date":"2026-11-30","reason":"停电"}""");
        Assert.Equal((409, "moveNotAllowed"), Brief(answer));
        Assert.Contains("2026-12-01", answer.Text);
        Assert.Equal(200, (await DecideAsync(key, "move", """{"date":"2026-12-01","reason":"停电"}""")).Status);
    }

    [Fact]
    public async Task A_station_receives_once_a_day()
    {
        const string early = "2026-10-01T01:00:00Z";
        var (station, other) = (await StationAsync(), await StationAsync());
        var (october, december) = ($"reception-20261020-{station}", $"reception-20261220-{station}");
        // The calendar's day, and one that staff moved another reception to.
        Assert.Equal((409, "dateTaken"), Brief(await DecideAsync(october, "move", """{"date":"2026-12-20","reason":"停电"}""", at: early)));
        Assert.Equal(200, (await DecideAsync(december, "move", """{"date":"2026-11-15","reason":"停电"}""", at: early)).Status);
        Assert.Equal((409, "dateTaken"), Brief(await DecideAsync(october, "move", """{"date":"2026-11-15","reason":"停电"}""", at: early)));
        // Free again, and free at another station.
        Assert.Equal(200, (await DecideAsync(october, "move", """{"date":"2026-12-20","reason":"停电"}""", at: early)).Status);
        Assert.Equal(200, (await DecideAsync($"reception-20261020-{other}", "move", """{"date":"2026-11-15","reason":"停电"}""", at: early)).Status);
    }

    [Fact]
    public async Task A_cancelled_reception_takes_no_day()
    {
        const string early = "2026-10-01T01:00:00Z";
        var station = await StationAsync();
        await DecideAsync($"reception-20261220-{station}", "cancel", """{"reason":"停电"}""", at: early);
        Assert.Equal(200, (await DecideAsync($"reception-20261020-{station}", "move", """{"date":"2026-12-20","reason":"停电"}""", at: early)).Status);
    }

    private static (int, string?) Brief(HttpAnswer answer) => (answer.Status, answer.Code);

    private static IEnumerable<string> Keys(HttpAnswer answer) => answer.Items.Select(item => item!["key"]!.ToString());

    private static async Task<string> StationAsync()
    {
        var station = new Station(An.Id(ProductTables.StationId()), "花园站", StationKind.Station, "花园街道");
        await new StationTable(await ProductTables.OpenAsync()).PutAsync(station, null, Cancel);
        return station.StationId;
    }

    private static async Task<OccasionEndpoints> EndpointsAsync()
    {
        var storage = await ProductTables.OpenAsync();
        var queues = new QueueServiceClient(await AzuriteFixture.ConnectionStringAsync());
        await queues.GetQueueClient(TellNewsQueue.QueueName).CreateIfNotExistsAsync(cancellationToken: Cancel);
        return new(new OccasionHandler(new OccasionTable(storage), new StationTable(storage), Calendar, new TellNewsQueue(queues), NullLogger<OccasionHandler>.Instance));
    }

    private static Call Call(string at) => An.Call(DateTimeOffset.Parse(at).ToOffset(StationClock.Offset), An.Administrator);

    private static async Task<HttpAnswer> ListAsync(string query, string at = "2026-12-01T01:00:00Z")
    {
        var endpoints = await EndpointsAsync();
        return await HttpCall.Get($"/api/occasions{query}").As(Call(at)).To(request => endpoints.List(request, Cancel));
    }

    /// <summary>Status by key of every page.</summary>
    private static async Task<Dictionary<string, string>> AllAsync(string query)
    {
        var all = new Dictionary<string, string>();
        for (string? more = ""; more is not null;)
        {
            var answer = await ListAsync($"{query}&top=700{more}");
            foreach (var item in answer.Items) all.Add(item!["key"]!.ToString(), item["status"]!.ToString());
            more = answer.Json["continuation"] is { } continuation ? $"&continuation={continuation}" : null;
        }

        return all;
    }

    private static async Task<HttpAnswer> GetAsync(string key)
    {
        var endpoints = await EndpointsAsync();
        return await HttpCall.Get($"/api/occasions/{key}").As(Call("2026-12-01T01:00:00Z")).To(request => endpoints.Get(request, key, Cancel));
    }

    private static async Task<HttpAnswer> DecideAsync(
        string key, string action, string body, (string Name, string Value)? header = null, string at = "2026-12-01T01:00:00Z")
    {
        var endpoints = await EndpointsAsync();
        var call = HttpCall.Post($"/api/occasions/{key}/{action}", body).As(Call(at));
        return await (header is var (name, value) ? call.With(name, value) : call).To(request => endpoints.Decide(request, key, action, Cancel));
    }
}
