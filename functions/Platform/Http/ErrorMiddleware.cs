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
            await AnswerHttp.Problem(Refuse(fault, context.GetHttpContext()!.Request.Query.ContainsKey("continuation"))).ExecuteAsync(context.GetHttpContext()!);
        }
    }

    /// <summary>
    /// The refusal that stands for a fault: storage that is away or busy is 503, a continuation that storage does not
    /// know (only storage can tell) is 400, everything unforeseen 500.
    /// </summary>
    public static Refusal Refuse(Exception fault, bool hasContinuation = false) => fault switch
    {
        RequestFailedException { Status: 400 } when hasContinuation => PageRequest.ContinuationInvalid,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => Refusals.StorageUnavailable,
        // Tries that all failed come together; those that the network took too long for are cancelled ones.
        AggregateException { InnerException: { } first } => Refuse(first),
        OperationCanceledException or HttpRequestException => Refusals.StorageUnavailable,
        BadHttpRequestException { StatusCode: 413 } => Refusals.BodyTooLarge,
        BadHttpRequestException => Refusals.BodyInvalid,
        _ => Refusals.Unexpected,
    };
}
