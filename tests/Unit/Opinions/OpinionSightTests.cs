using Serverless.Access;
using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionSightTests
{
    [Theory]
    [InlineData("caller:bot", Permission.HandInOpinions, null, Role.Bot)]
    [InlineData("caller:other", Permission.HandInOpinions, "opinionNotFound", Role.Bot)]
    [InlineData("caller:other", Permission.HandInOpinions, "notAllowed", Role.Bot, Role.Auditor)]
    [InlineData("caller:other", Permission.HandInOpinions, null, Role.Station)]
    [InlineData("caller:other", Permission.HandleOpinions, null, Role.Station)]
    public void Withdrawing_is_for_who_handed_the_opinion_in_and_for_who_handles_it(string name, Permission needed, string? code, params Role[] roles) =>
        Assert.Equal(code, OpinionSight.Hinder(new Caller(name) { Roles = roles, Scopes = [Scope.District] }, An.Opinion() with { HandedInBy = "caller:bot" }, needed)?.Code);
}
