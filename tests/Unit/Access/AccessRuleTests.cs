using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;

namespace Serverless.Tests.Unit.Access;

public sealed class AccessRuleTests
{
    private static readonly Caller Administrator = new("administrator") { Roles = [Role.Administrator], Scopes = [Scope.District] };

    [Theory]
    [InlineData("Concat", "System.String.Concat")]
    [InlineData("GetStation", "Serverless.Stations.Nothing.Get")]
    [InlineData("Unheard", "Serverless.Stations.StationEndpoints.Get")]
    [InlineData("GetStation", "")]
    [InlineData("GetStation", "Get")]
    public void What_is_not_known_lets_nobody_in(string function, string entryPoint)
    {
        Assert.Same(AccessRule.Nobody, AccessRule.Of(function, entryPoint));
        Assert.False(AccessRule.Nobody.Admits(Administrator));
    }

    [Fact]
    public void A_method_without_a_rule_lets_nobody_in() =>
        Assert.Same(AccessRule.Nobody, AccessRule.Of(typeof(AccessRuleTests).GetMethod(nameof(A_method_without_a_rule_lets_nobody_in))!));

    [Fact]
    public void Every_HTTP_function_is_found_as_the_host_names_it_and_has_a_rule()
    {
        var functions = typeof(ServerlessSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute)))).ToArray();
        Assert.True(functions.Length > 20);
        foreach (var method in functions)
        {
            var rule = AccessRule.Of(method.GetCustomAttribute<FunctionAttribute>()!.Name, $"{method.DeclaringType!.FullName}.{method.Name}");
            Assert.True(rule.IsOpen || rule.Admits(Administrator), method.Name);
        }
    }

    [Fact]
    public void What_shows_contacts_is_never_open_to_anyone() => Assert.DoesNotContain(
        typeof(ServerlessSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods()),
        method => method.IsDefined(typeof(ShowsContactsAttribute)) && (method.IsDefined(typeof(AllowAnyoneAttribute)) || !method.IsDefined(typeof(AllowAttribute))));
}
