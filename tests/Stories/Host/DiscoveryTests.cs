using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Tests.Host;

public sealed class TwinFunctions
{
    [Function("Twin")]
    public static IResult One([HttpTrigger(AuthorizationLevel.Anonymous, Route = "one")] HttpRequest request) => Results.Ok();

    [Function("twin")]
    public static IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, Route = "two")] HttpRequest request) => Results.Ok();
}

public sealed class AdminRouteFunctions
{
    [Function("Mine")]
    public static IResult Mine([HttpTrigger(AuthorizationLevel.Anonymous, Route = "admin/mine")] HttpRequest request) => Results.Ok();
}

public sealed class UntriggeredFunctions
{
    [Function("Idle")]
    public static void Idle(HttpRequest request) => request.ToString();
}

public sealed class UnsetFunctions
{
    [Function("Unset")]
    public static void Run([TimerTrigger("%NoSuchSchedule%")] TimerInfo timer) => timer.ToString();
}

public sealed class ImpossibleFunctions
{
    [Function("Impossible")]
    public static void Run([TimerTrigger("0 0 0 31 13 *")] TimerInfo timer) => timer.ToString();
}

public sealed class KeyedFunctions
{
    [Function("Keyed")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "keyed")] HttpRequest request) => Results.Ok();
}

// No level: the attribute's property says Anonymous, but a host never sees it and takes Function.
public sealed class UnsaidFunctions
{
    [Function("Unsaid")]
    public static IResult Run([HttpTrigger("get")] HttpRequest request) => Results.Ok();
}

public sealed class ActionFunctions
{
    [Function("Action")]
    public static Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) => throw new InvalidOperationException("never called here");
}

public sealed class ElsewhereFunctions
{
    [Function("Elsewhere")]
    public static void Run([QueueTrigger("queue", Connection = "Other")] string text) => text.ToString();
}

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(TwinFunctions), "Two functions are named twin.")]
    [InlineData(typeof(AdminRouteFunctions), "The function Mine has a route that begins with admin or runtime, which belong to the host.")]
    [InlineData(typeof(UntriggeredFunctions), "The function Idle has 0 triggers instead of one.")]
    [InlineData(typeof(UnsetFunctions), "The function Unset cannot run: there is no setting NoSuchSchedule.")]
    [InlineData(typeof(ImpossibleFunctions), "The function Impossible cannot run: The schedule '0 0 0 31 13 *' is not valid: 13 is higher than the maximum allowable value for the [Month] field. Value must be between 1 and 12 (all inclusive).")]
    [InlineData(typeof(KeyedFunctions), "The function Keyed has the level Admin, but keys are the app's own affair here: it must be Anonymous.")]
    [InlineData(typeof(UnsaidFunctions), "The function Unsaid has the level Function, but keys are the app's own affair here: it must be Anonymous.")]
    [InlineData(typeof(ActionFunctions), "The function Action answers with an IActionResult; this host knows IResult.")]
    [InlineData(typeof(ElsewhereFunctions), "The function Elsewhere names a connection of its own; this host has AzureWebJobsStorage alone.")]
    public async Task A_function_that_cannot_run_stops_the_start_with_one_sentence(Type functions, string sentence)
    {
        using var test = new HostUnderTest();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => test.StartAsync(functions));
        Assert.Equal(sentence, fault.Message);
    }
}
