using Serverless.Access;

namespace Serverless.Tests.Unit.Access;

public sealed class RoutePathTests
{
    [Theory]
    [InlineData("NA017-261125-KC2BN54J")]
    [InlineData("na017261125kc2bn54j")]
    [InlineData("na017-261125 kc2bn54j")]
    public void A_number_has_one_spelling(string typed) =>
        Assert.Equal("/api/opinions/NA017-261125-KC2BN54J/history", RoutePath.Of("api/opinions/{number}/history", new Dictionary<string, object?> { ["number"] = typed }));

    [Fact]
    public void What_is_no_number_stays_as_it_was_typed_and_is_cut()
    {
        Assert.Equal("/api/stations/na017", RoutePath.Of("api/stations/{stationId}", new Dictionary<string, object?> { ["stationId"] = "na017" }));
        Assert.Equal(400, RoutePath.Of("api/members/{id}", new Dictionary<string, object?> { ["id"] = new string('x', 5000) }).Length);
    }
}
