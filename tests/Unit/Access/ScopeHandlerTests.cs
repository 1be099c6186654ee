using Serverless.Access;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Access;

/// <summary>Who reaches which station; na017 lies in 花园路街道, zz999 is not there yet.</summary>
public sealed class ScopeHandlerTests
{
    private static readonly Refusal Missing = new(404, "thingNotFound", "没有", "没有。");

    private readonly ScopeHandler scope = new(
        (station, _) => new ValueTask<string?>(station == An.Id("zz999") ? null : station == An.Id("na017") ? "花园路街道" : "别的街道"),
        [new RouteSubject("stationId", text => StationId.TryParse(text, out var id) ? id : null, Missing)]);

    [Theory]
    [InlineData("district", true)]
    [InlineData("street:花园路街道", true)]
    [InlineData("street:别的街道", false)]
    [InlineData("station:na017", true)]
    [InlineData("station:na018", false)]
    [InlineData("unit:na017", false)]
    [InlineData("person:na017", false)]
    public async Task A_scope_reaches_the_stations_it_is_drawn_around(string text, bool reaches)
    {
        var caller = Who(text);
        Assert.Equal(reaches, await scope.ReachesAsync(caller, An.Id("na017"), CancellationToken.None));
        Assert.Equal(reaches, await scope.ReachesAnyAsync(caller, [An.Id("na099"), An.Id("na017")], CancellationToken.None) && reaches);
        Assert.Equal(reaches, caller.StationFilter.Takes(An.Id("na017"), "花园路街道"));
    }

    [Theory]
    [InlineData("na017", "station:na017", false, null)]
    [InlineData("na018", "station:na017", false, "thingNotFound")]
    [InlineData("na018", "station:na017", true, "thingNotFound")]
    [InlineData("NA017!", "station:na017", true, "thingNotFound")]
    [InlineData("NA017!", "district", false, null)]
    [InlineData("na017", "person:r1", false, "thingNotFound")]
    [InlineData("na017", "person:r1", true, null)]
    [InlineData("zz999", "street:花园路街道", false, "thingNotFound")]
    [InlineData("zz999", "street:花园路街道", true, "thingNotFound")]
    [InlineData("zz999", "station:na017", true, "thingNotFound")]
    [InlineData(null, "station:na017", false, "notAllowed")]
    [InlineData(null, "station:na017", true, null)]
    [InlineData(null, "district", false, null)]
    public async Task The_gate_lets_go_on_only_to_what_is_within_or_what_the_handler_will_judge(string? station, string text, bool byHandler, string? code)
    {
        var route = station is null ? [] : new Dictionary<string, object?> { ["stationId"] = station };
        var kept = await scope.KeepAsync(AccessRule.Nobody with { ScopedByHandler = byHandler }, Who(text), route, CancellationToken.None);
        Assert.Equal(code, kept.Refusal?.Code);
    }

    [Theory]
    [InlineData("zz999", null)]
    [InlineData("na099", "thingNotFound")]
    public async Task Where_stations_are_entered_a_street_may_go_on_to_one_that_is_not_there_yet(string station, string? code)
    {
        var rule = AccessRule.Nobody with { AnyOf = [Permission.WriteStations], ScopedByHandler = true };
        Assert.Equal(code, (await scope.KeepAsync(rule, Who("street:花园路街道"), Route(station), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_reaches_a_thing_only_as_a_person_is_only_that_person_there()
    {
        var caller = Who("station:na017", "person:r1");
        var rule = AccessRule.Nobody with { ScopedByHandler = true };
        Assert.False((await scope.KeepAsync(rule, caller, Route("na017"), CancellationToken.None)).Refused(out _, out var here));
        Assert.Equal(caller, here);
        Assert.False((await scope.KeepAsync(rule, caller, Route("na018"), CancellationToken.None)).Refused(out _, out var elsewhere));
        Assert.True(elsewhere!.IsPerson);
        Assert.True(elsewhere.StationFilter.IsNone);
    }

    private static Dictionary<string, object?> Route(string station) => new() { ["stationId"] = station };

    private static Caller Who(params string[] scopes) => new("member:x") { Roles = [Role.Station], Scopes = [.. scopes.Select(Identifier.Read<Scope>)] };
}
