using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Representatives;

public sealed class PersonRulesTests
{
    private static readonly Representative One = new(An.Person("d1"), "王芳", [RepresentativeRole.DistrictDeputy], [An.Id("na017")]) { HeadOf = An.Id("na017"), OpenId = "o1" };

    private static readonly Representative Two = One with { Id = An.Person("d2"), HeadOf = null, OpenId = null };

    [Fact]
    public void A_station_has_one_head()
    {
        Assert.Null(PersonRules.Check([One], []));
        Assert.Null(PersonRules.Check([One], [One]));
        Assert.Null(PersonRules.Check([One], [Two]));
        Assert.Equal("headTaken", PersonRules.Check([Two with { HeadOf = One.HeadOf }], [One])?.Code);
        Assert.Equal("headTaken", PersonRules.Check([One, Two with { HeadOf = One.HeadOf }], [])?.Code);
        Assert.Null(PersonRules.Check([One with { HeadOf = null }, Two with { HeadOf = One.HeadOf }], [One]));
    }

    [Fact]
    public void An_OpenID_belongs_to_one_person()
    {
        Assert.Equal("openIdTaken", PersonRules.Check([Two with { OpenId = "o1" }], [One])?.Code);
        Assert.Equal("openIdTaken", PersonRules.Check([One, Two with { OpenId = "o1" }], [])?.Code);
        Assert.Null(PersonRules.Check([Two with { OpenId = "O1" }], [One]));
        Assert.Null(PersonRules.Check([One with { OpenId = "o2" }, Two with { OpenId = "o1" }], [One]));
    }
}
