using System.Diagnostics;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Serverless.Platform;

/// <summary>
/// Turns what an HTTP function throws into a refusal, so that nothing internal leaks. Timer and queue functions fail on, for the
/// host must see it to try them again; but the host logs messages, so it gets <see cref="FunctionFault"/> in place of the fault.
/// </summary>
public sealed class ErrorMiddleware(ILogger<ErrorMiddleware> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault)
        {
            Activity.Current?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            log.LogError("{Function} failed: {Fault}", context.FunctionDefinition.Name, FaultText.Of(fault));
            if (context.GetHttpContext() is not { Response.HasStarted: false } http) throw new FunctionFault(FaultText.Types(fault));
            var refusal = Refuse(fault, http.Request.Query.ContainsKey("continuation"));
            await AnswerHttp.Problem(refusal == Refusals.StorageUnavailable ? http.Request.StorageUnavailable() : refusal).ExecuteAsync(http);
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
        BadHttpRequestException { StatusCode: 413 } => Refusals.BodyTooLarge,
        BadHttpRequestException => Refusals.BodyInvalid,
        // An answer that was cut in its middle or garbled is one of the last; a bad request's body is one too, and above.
        OperationCanceledException or HttpRequestException or IOException => Refusals.StorageUnavailable,
        _ => Refusals.Unexpected,
    };
}

/// <summary>A function has failed; what of is in the log, and here in types alone.</summary>
public sealed class FunctionFault(string types) : Exception(types);
