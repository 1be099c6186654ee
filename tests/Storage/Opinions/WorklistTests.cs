using Serverless.Access;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Opinions;

/// <summary>What a clerk opens every morning, over stations of streets of its own.</summary>
public sealed class WorklistTests : IAsyncLifetime
{
    private readonly (string One, string Other) streets = (ProductTables.Name(), ProductTables.Name());
    private readonly List<string> stations = [];
    private Product product = null!;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        foreach (var street in new[] { streets.One, streets.One, streets.Other })
        {
            var id = ProductTables.StationId();
            await product.Get<StationTable>().PutAsync(new(An.Id(id), "站", StationKind.Home, street), null, default);
            stations.Add(id);
        }
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task It_goes_over_all_stations_of_the_scope_newest_or_most_urgent_first_page_by_page()
    {
        var random = new Random(11);
        var all = new List<Opinion>();
        for (var i = 0; i < 24; i++) all.Add(await AddAsync(stations[i % 2], $"路灯{i}", An.Instant.AddDays(random.Next(30)).AddMinutes(random.Next(600))));
        await AddAsync(stations[2], "别的街道", An.Instant.AddDays(40));
        foreach (var top in new[] { 1, 5, 24, 100 })
        {
            Assert.Equal(all.OrderByDescending(opinion => opinion.ReceivedAt).Select(opinion => opinion.Number), await WalkAsync(OpinionSort.Received, top));
            Assert.Equal(all.OrderBy(opinion => opinion.DueOn).ThenBy(opinion => opinion.ReceivedAt).Select(opinion => opinion.Number), await WalkAsync(OpinionSort.Due, top));
        }
    }

    [Fact]
    public async Task It_costs_a_call_for_the_stations_and_one_for_each_of_them()
    {
        await AddAsync(stations[0], "路灯", An.Instant);
        product.Calls.Clear();
        await NumbersAsync(new WorklistQuery(streets.One, null, new OpinionFilter(), null, OpinionSort.Due));
        // The store of all tests has more than one page of stations.
        Assert.Equal(["GET Opinions", "GET Opinions"], product.Calls.List.Select(call => call.Split('(')[0]).Order().Where(call => call != "GET Stations"));
    }

    [Fact]
    public async Task It_narrows_by_street_station_category_status_due_text_and_representative()
    {
        // 2026-11-22 is a Sunday: due on the 25th, a Wednesday.
        var light = await AddAsync(stations[0], "花园路的Lamp坏了", An.Instant, "市政", "d1");
        var noise = await AddAsync(stations[1], "夜间噪声", An.Instant.AddDays(1), "环境");
        var other = await AddAsync(stations[2], "井盖", An.Instant, "市政");
        var ended = await AddAsync(stations[0], "重复", An.Instant);
        await MoveAsync(ended, "reject", """{"reason":"重复","channel":"12345"}""");
        Assert.Equal([noise.Number, light.Number, ended.Number], (await NumbersAsync(Query())).Order(Comparer<OpinionNumber>.Create((a, b) => Array.IndexOf([noise.Number, light.Number, ended.Number], a) - Array.IndexOf([noise.Number, light.Number, ended.Number], b))));
        Assert.Equal([light.Number], await NumbersAsync(Query(filter: new() { Category = "市政" })));
        Assert.Equal([ended.Number], await NumbersAsync(Query(filter: new() { Status = OpinionStatus.Rejected })));
        Assert.Equal([light.Number], await NumbersAsync(Query(filter: new() { Text = "lamp" })));
        Assert.Equal([light.Number], await NumbersAsync(Query(filter: new() { RepresentativeId = An.Person("d1") })));
        Assert.Equal([noise.Number], await NumbersAsync(new WorklistQuery(streets.One, An.Id(stations[1]), new(), null, OpinionSort.Received)));
        Assert.Equal([other.Number], await NumbersAsync(new WorklistQuery(streets.Other, null, new(), null, OpinionSort.Received)));
        Assert.Equal([light.Number, noise.Number], await NumbersAsync(Query(sort: OpinionSort.Due)));
        Assert.Equal([ended.Number], await NumbersAsync(Query(filter: new() { Status = OpinionStatus.Rejected }, sort: OpinionSort.Due)));

        // Thursday the 26th: the first is late, the second is due today. Tuesday: the first in a day, the second in two.
        Assert.Equal([light.Number], await NumbersAsync(Query(due: OpinionDue.Overdue), An.Instant.AddDays(4)));
        Assert.Equal([noise.Number], await NumbersAsync(Query(due: OpinionDue.Soon), An.Instant.AddDays(4)));
        Assert.Equal([noise.Number, light.Number], await NumbersAsync(Query(due: OpinionDue.Soon), An.Instant.AddDays(2)));
        Assert.Empty(await NumbersAsync(Query(due: OpinionDue.Soon), An.Instant.AddDays(-2)));
    }

    [Fact]
    public async Task Nobody_sees_beyond_their_scope()
    {
        var one = await AddAsync(stations[0], "路灯", An.Instant);
        var given = await AddAsync(stations[2], "交给代表的", An.Instant, null, "d7");
        await AddAsync(stations[2], "交给站点的", An.Instant);
        await product.Get<RepresentativeTable>().PutAsync(new(An.Person("d7"), "李明", [], [An.Id(stations[2])]), null, default);
        async Task<List<OpinionNumber>> As(Role role, params Scope[] scopes) =>
            await NumbersAsync(new WorklistQuery(null, null, new(), null, OpinionSort.Received), null, new Caller("member:x") { Roles = [role], Scopes = scopes });
        Assert.Equal([one.Number], await As(Role.Street, new Scope(ScopeKind.Street, streets.One)));
        Assert.Equal([one.Number], await As(Role.Station, new Scope(ScopeKind.Station, stations[0])));
        Assert.Empty(await As(Role.Station, new Scope(ScopeKind.Station, stations[1])));
        Assert.Equal([given.Number], await As(Role.Representative, new Scope(ScopeKind.Person, "d7")));
    }

    private WorklistQuery Query(OpinionFilter? filter = null, OpinionDue? due = null, OpinionSort sort = OpinionSort.Received) => new(streets.One, null, filter ?? new(), due, sort);

    private async Task<List<OpinionNumber>> WalkAsync(OpinionSort sort, int top)
    {
        var (seen, page) = (new List<OpinionNumber>(), new PageRequest(top, null));
        do
        {
            Assert.False((await product.Get<WorklistHandler>().ListAsync(product.Call(), Query(sort: sort), page, default)).Refused(out _, out var part));
            Assert.True(part!.Items.Count <= top);
            seen.AddRange(part.Items.Select(opinion => opinion.Number));
            PageRequest.Parse(top.ToString(), part.Continuation).Refused(out _, out page!);
        }
        while (page.Continuation is not null);
        return seen;
    }

    private async Task<List<OpinionNumber>> NumbersAsync(WorklistQuery query, DateTimeOffset? now = null, Caller? caller = null)
    {
        var call = new Call(caller ?? product.Call().Caller, now ?? An.Instant);
        Assert.False((await product.Get<WorklistHandler>().ListAsync(call, query, new PageRequest(100, null), default)).Refused(out _, out var found));
        return [.. found!.Items.Select(opinion => opinion.Number)];
    }

    private async Task<Opinion> AddAsync(string station, string content, DateTimeOffset at, string? category = null, string? person = null)
    {
        var draft = An.Draft(station, Guid.NewGuid().ToString(), content: content) with { SenderKey = null, Category = category, RepresentativeId = person is null ? null : An.Person(person) };
        Assert.False((await product.Get<IntakeHandler>().TakeAsync(An.Call(at), draft, default)).Refused(out _, out var taken));
        return taken!.Value;
    }

    private async Task MoveAsync(Opinion opinion, string action, string body)
    {
        Assert.False(OpinionActions.All.Read(action, System.Text.Encoding.UTF8.GetBytes(body)).Refused(out _, out var wish));
        Assert.False((await product.Get<MoveHandler>().MoveAsync(An.Call(An.Instant, An.Clerk), opinion.Number, wish!, _ => null, default)).Refused(out _, out _));
    }
}
