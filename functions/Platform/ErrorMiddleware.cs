using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Serverless.Platform;

/// <summary>
/// Turns what an HTTP function throws into a refusal, so that nothing internal leaks. Timer and queue functions throw
/// on: the host must see their failure to try them again.
/// </summary>
public sealed class ErrorMiddleware(ILogger<ErrorMiddleware> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (context.GetHttpContext() is { Response.HasStarted: false })
        {
            // An exception's message may quote what a caller sent; its type and the storage code never do.
            log.LogError("{Function} failed: {Fault} {Code}", context.FunctionDefinition.Name, fault.GetType().Name, (fault as RequestFailedException)?.ErrorCode);
            await AnswerHttp.Problem(Refuse(fault)).ExecuteAsync(context.GetHttpContext()!);
        }
    }

    /// <summary>The refusal that stands for a fault: storage that is away, silent or busy is 503, everything unforeseen 500.</summary>
    public static Refusal Refuse(Exception fault) => fault switch
    {
        // After several tries the storage clients throw the faults of all of them.
        AggregateException { InnerException: { } first } => Refuse(first),
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => Refusals.StorageUnavailable,
        OperationCanceledException or HttpRequestException => Refusals.StorageUnavailable,
        BadHttpRequestException { StatusCode: 413 } => Refusals.BodyTooLarge,
        BadHttpRequestException => Refusals.BodyInvalid,
        _ => Refusals.Unexpected,
    };
}
