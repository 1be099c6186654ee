using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Representatives;

public sealed class HeadRuleTests
{
    [Theory]
    [InlineData(RepresentativeRole.DistrictDeputy, true)]
    [InlineData(RepresentativeRole.TownDeputy, false)]
    [InlineData(RepresentativeRole.Deliberation, false)]
    [InlineData(RepresentativeRole.MunicipalDeputy, false)]
    [InlineData(RepresentativeRole.NationalDeputy, false)]
    public void Only_a_district_deputy_heads_a_station(RepresentativeRole role, bool allowed)
    {
        var refusal = HeadRule.Check(Person("d1", "na017", role));
        Assert.Equal(allowed ? null : "headNotAllowed", refusal?.Code);
    }

    [Fact]
    public void A_district_deputy_with_more_roles_heads_a_station() =>
        Assert.Null(HeadRule.Check(Person("d1", "na017", RepresentativeRole.Deliberation, RepresentativeRole.DistrictDeputy)));

    [Fact]
    public void A_head_belongs_to_the_station_they_head()
    {
        var refusal = HeadRule.Check(Person("d1", "na018", RepresentativeRole.DistrictDeputy));
        Assert.Equal("headNotAllowed", refusal?.Code);
        Assert.Equal(["headOf"], refusal!.Errors!.Keys);
    }

    [Fact]
    public void Who_heads_nothing_may_be_anything() => Assert.Null(HeadRule.Check(Person("d1", null, RepresentativeRole.TownDeputy)));

    private static Representative Person(string id, string? headOf, params RepresentativeRole[] roles) => new(An.Person(id), "王芳", roles, [An.Id("na017")]) { HeadOf = headOf is null ? null : An.Id(headOf) };
}
