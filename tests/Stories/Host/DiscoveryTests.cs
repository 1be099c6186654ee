using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Tests.Host;

public sealed class TwinFunctions
{
    [Function("Twin")]
    public static IResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "one")] HttpRequest request) => Results.Ok();

    [Function("twin")]
    public static IResult Two([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "two")] HttpRequest request) => Results.Ok();
}

public sealed class AdminRouteFunctions
{
    [Function("Mine")]
    public static IResult Mine([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "admin/mine")] HttpRequest request) => Results.Ok();
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
    public static IResult Run([HttpTrigger("get", Route = "unsaid")] HttpRequest request) => Results.Ok();
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

public sealed class RetriedFunctions
{
    [Function("Retried")]
    [FixedDelayRetry(2, "00:00:10")]
    public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => timer.ToString();
}

public sealed class CountedFunctions
{
    [Function("Counted")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "counted/{number}")] HttpRequest request, int number) => Results.Text($"{number}");
}

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(TwinFunctions), "Two functions are named twin.")]
    [InlineData(typeof(AdminRouteFunctions), "The function Mine has a route that begins with admin or runtime, which belong to the host.")]
    [InlineData(typeof(UntriggeredFunctions), "The function Idle has 0 triggers instead of one.")]
    [InlineData(typeof(UnsetFunctions), "The function Unset cannot run: there is no setting NoSuchSchedule.")]
    [InlineData(typeof(ImpossibleFunctions), "The function Impossible cannot run: The schedule '0 0 0 31 13 *' is not valid: 13 is higher than the maximum allowable value for the [Month] field. Value must be between 1 and 12 (all inclusive).")]
    [InlineData(typeof(KeyedFunctions), "The function Keyed must say the level Anonymous, since keys are the app's own affair here, its methods and its Route.")]
    [InlineData(typeof(UnsaidFunctions), "The function Unsaid must say the level Anonymous, since keys are the app's own affair here, its methods and its Route.")]
    [InlineData(typeof(ActionFunctions), "The function Action has an answer that is no IResult, which this host does not know.")]
    [InlineData(typeof(ElsewhereFunctions), "The function Elsewhere has a trigger with Connection, which this host does not know.")]
    [InlineData(typeof(RetriedFunctions), "The function Retried has a retry attribute, which this host does not know.")]
    [InlineData(typeof(CountedFunctions), "The function Counted has a parameter of the type Int32, which this host does not know.")]
    public async Task A_function_that_cannot_run_stops_the_start_with_one_sentence(Type functions, string sentence)
    {
        using var test = new HostUnderTest();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => test.StartAsync(functions));
        Assert.Equal(sentence, fault.Message);
    }
}
