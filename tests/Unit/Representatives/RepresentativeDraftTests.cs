using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Representatives;

public sealed class RepresentativeDraftTests
{
    private static readonly RepresentativeDraft Good =
        new("王芳", [RepresentativeRole.DistrictDeputy, RepresentativeRole.Deliberation], StationIds: ["na017", "na018"]);

    [Theory]
    [InlineData("1")]
    [InlineData("D-0001_a")]
    [InlineData("0123456789012345678901234567890123456789")]
    public void An_id_of_letters_digits_hyphens_and_underscores_is_good(string id) => Assert.False(Good.ToRepresentative(id).Refused(out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a|b")]
    [InlineData("王芳")]
    [InlineData("01234567890123456789012345678901234567890")]
    public void Any_other_id_is_refused(string id) => Assert.Equal(["id"], Blames(Good.ToRepresentative(id)));

    [Fact]
    public void A_body_that_names_somebody_else_is_refused() => Assert.Equal(["id"], Blames((Good with { Id = "other" }).ToRepresentative("d1")));

    public static TheoryData<string, RepresentativeDraft> Bad => new()
    {
        { "name", Good with { Name = null } },
        { "name", Good with { Name = new string('长', 31) } },
        { "roles", Good with { Roles = null } },
        { "roles", Good with { Roles = [] } },
        { "roles", Good with { Roles = [RepresentativeRole.Deliberation, RepresentativeRole.Deliberation] } },
        { "stationIds", Good with { StationIds = ["NA017"] } },
        { "stationIds", Good with { StationIds = ["na017", "na017"] } },
        { "stationIds", Good with { StationIds = [null] } },
        { "stationIds", Good with { StationIds = [.. Enumerable.Range(10, 11).Select(i => $"na{i}")] } },
        { "headOf", Good with { HeadOf = "Na017" } },
        { "openId", Good with { OpenId = "" } },
        { "openId", Good with { OpenId = "o penid" } },
        { "openId", Good with { OpenId = new string('o', 65) } },
        { "weComUserId", Good with { WeComUserId = "王芳" } },
        { "phone", Good with { Phone = "call me" } },
        { "phone", Good with { Phone = "138000000001380000000" } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_field_that_is_not_right_is_named(string field, RepresentativeDraft draft) => Assert.Equal([field], Blames(draft.ToRepresentative("d1")));

    [Fact]
    public void A_person_without_a_station_may_be_listed() => Assert.False((Good with { StationIds = null }).ToRepresentative("d1").Refused(out _, out _));

    [Fact]
    public void A_person_prints_as_an_id_and_nothing_that_tells_who_it_is()
    {
        var text = new Representative(An.Person("d1"), "王芳", [RepresentativeRole.Deliberation], []) { OpenId = "oSecret", Phone = "13800000000" }.ToString();
        Assert.Equal("Representative d1", text);
    }

    private static string[] Blames(Outcome<Representative> outcome) => outcome.Refused(out var refusal, out _) ? [.. refusal.Errors!.Keys] : [];
}
