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

    [Fact]
    public void A_citizens_program_learns_nothing_of_the_others_whose_opinions_were_merged_into_its_own()
    {
        var opinion = An.Opinion() with { Followers = [An.Opinion(source: "other").Number] };
        Assert.Empty(OpinionSight.Shown(new Caller("caller:bot") { Roles = [Role.Bot] }, opinion).Followers);
        Assert.Single(OpinionSight.Shown(new Caller("caller:clerk") { Roles = [Role.Station] }, opinion).Followers);
    }
}
