using Microsoft.AspNetCore.Http;
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
    public static void Run([TimerTrigger("0 0 0 31 2 *")] TimerInfo timer) => timer.ToString();
}

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData(typeof(TwinFunctions), "Two functions are named twin.")]
    [InlineData(typeof(AdminRouteFunctions), "The function Mine has a route that begins with admin or runtime, which belong to the host.")]
    [InlineData(typeof(UntriggeredFunctions), "The function Idle has 0 triggers instead of one.")]
    [InlineData(typeof(UnsetFunctions), "The function Unset cannot run: there is no setting NoSuchSchedule.")]
    [InlineData(typeof(ImpossibleFunctions), "The function Impossible cannot run: The schedule '0 0 0 31 2 *' is not valid: no such day exists.")]
    public async Task A_function_that_cannot_run_stops_the_start_with_one_sentence(Type functions, string sentence)
    {
        using var test = new HostUnderTest();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => test.StartAsync(functions));
        Assert.Equal(sentence, fault.Message);
    }
}
