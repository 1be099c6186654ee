using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Tests.Unit.Stations;

public sealed class StationDraftTests
{
    private static readonly StationDraft Good = new("花园社区人大代表活动站", StationKind.Station, "花园街道");

    [Theory]
    [InlineData("na")]
    [InlineData("na017")]
    [InlineData("01234567890123456789")]
    public void An_id_of_small_letters_and_digits_is_good(string id) => Assert.False(Good.ToStation(id).Refused(out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("NA017")]
    [InlineData("na-017")]
    [InlineData("na/017")]
    [InlineData("na#17")]
    [InlineData("na?17")]
    [InlineData("na\\17")]
    [InlineData("na017\n")]
    [InlineData("南岸017")]
    [InlineData("na０17")]
    [InlineData("012345678901234567890")]
    public void Any_other_id_is_refused_before_a_key_is_made_of_it(string id) => Assert.Equal(["stationId"], Blames(Good.ToStation(id)));

    [Fact]
    public void A_body_that_names_another_station_is_refused() => Assert.Equal(["stationId"], Blames((Good with { StationId = "na018" }).ToStation("na017")));

    [Fact]
    public void A_body_may_name_its_own_station() => Assert.False((Good with { StationId = "na017" }).ToStation("na017").Refused(out _, out _));

    [Fact]
    public void Everything_that_is_missing_is_named_at_once() => Assert.Equal(["kind", "name", "street"], Blames(new StationDraft(null, null, null).ToStation("na017")));

    public static TheoryData<string, StationDraft> Bad => new()
    {
        { "name", Good with { Name = "" } },
        { "name", Good with { Name = "  " } },
        { "name", Good with { Name = new string('长', 61) } },
        { "name", Good with { Name = "站\u0000" } },
        { "name", Good with { Name = "站\ud83d" } },
        { "street", Good with { Street = new string('长', 41) } },
        { "village", Good with { Village = "" } },
        { "village", Good with { Village = new string('长', 41) } },
        { "address", Good with { Address = new string('长', 121) } },
        { "hours", Good with { Hours = new string('长', 121) } },
        { "staff", Good with { Staff = [new("")] } },
        { "staff", Good with { Staff = [null] } },
        { "staff", Good with { Staff = [new(null!)] } },
        { "staff", Good with { Staff = [new(new string('长', 31))] } },
        { "staff", Good with { Staff = [new("张三", "12")] } },
        { "staff", Good with { Staff = [new("张三", "call me")] } },
        { "staff", Good with { Staff = [.. Enumerable.Repeat(new StaffMember("张三"), 21)] } },
        { "openedOn", Good with { OpenedOn = new DateOnly(1948, 12, 31) } },
        { "closedOn", Good with { ClosedOn = new DateOnly(2100, 1, 1) } },
        { "closedOn", Good with { OpenedOn = new DateOnly(2026, 11, 24), ClosedOn = new DateOnly(2026, 11, 23) } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_field_that_is_too_long_empty_or_broken_is_named(string field, StationDraft draft) => Assert.Equal([field], Blames(draft.ToStation("na017")));

    [Fact]
    public void The_longest_of_everything_is_good()
    {
        var draft = Good with
        {
            Name = new string('长', 60), Street = new string('长', 40), Village = new string('长', 40), Address = new string('长', 120),
            Hours = new string('长', 120), Staff = [.. Enumerable.Repeat(new StaffMember(new string('长', 30), "+86 138-0000-0000"), 20)],
        };
        Assert.False(draft.ToStation("na017").Refused(out _, out var station));
        Assert.Equal(20, station!.Staff.Count);
    }

    private static string[] Blames(Outcome<Station> outcome) => outcome.Refused(out var refusal, out _) ? [.. refusal.Errors!.Keys] : [];
}
