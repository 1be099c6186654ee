using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>One invocation: what started it, its services, and what it returned.</summary>
internal sealed class LocalContext(FunctionEntry function, IServiceProvider services, CancellationToken cancel) : FunctionContext
{
    // The official extension reads the request from this item.
    private const string HttpItem = "HttpRequestContext";

    public FunctionEntry Function { get; } = function;

    public HttpContext? Http { get; init; }

    public TimerInfo? Timer { get; init; }

    /// <summary>The message with its text decoded.</summary>
    public QueueMessage? Message { get; init; }

    /// <summary>What the method answered; null until it has, or when it answers nothing.</summary>
    public IResult? Result { get; set; }

    public override string InvocationId => field ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Id;

    public override FunctionDefinition FunctionDefinition => Function;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items
    {
        get => field ??= Http is null ? [] : new Dictionary<object, object> { [HttpItem] = Http };
        set;
    }

    public override IInvocationFeatures Features => field ??= new LocalFeatures(this);

    public override CancellationToken CancellationToken { get; } = cancel;

    public override TraceContext TraceContext => throw Absent(nameof(TraceContext));

    public override BindingContext BindingContext => throw Absent(nameof(BindingContext));

    public override RetryContext RetryContext => throw Absent(nameof(RetryContext));

    private static NotSupportedException Absent(string part) => new($"The local host has no {part}.");
}
