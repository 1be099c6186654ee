using System.Diagnostics;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>One invocation: what started it, its services, and what it returned.</summary>
internal sealed class LocalContext(FunctionEntry function, IServiceProvider services, CancellationToken cancel) : FunctionContext
{
    // The official extension reads the request from this item, so both builds find it.
    private const string HttpItem = "HttpRequestContext";

    public FunctionEntry Function { get; } = function;

    public HttpContext? Http { get; init; }

    public TimerInfo? Timer { get; init; }

    /// <summary>The message with its text decoded.</summary>
    public QueueMessage? Message { get; init; }

    public (int Count, int Most) Retry { get; init; }

    /// <summary>What the method answered; null until it has, or when it answers nothing.</summary>
    public IResult? Result { get; set; }

    public override string InvocationId => field ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext => field ??= new LocalTrace();

    public override BindingContext BindingContext => field ??= new LocalBinding(this);

    public override RetryContext RetryContext => field ??= new LocalRetry(Retry.Count, Retry.Most);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items
    {
        get => field ??= Http is null ? [] : new Dictionary<object, object> { [HttpItem] = Http };
        set;
    }

    public override IInvocationFeatures Features => field ??= new LocalFeatures(this);

    public override CancellationToken CancellationToken { get; } = cancel;

    private sealed class LocalTrace : TraceContext
    {
        public override string TraceParent { get; } =
            Activity.Current?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";

        public override string TraceState => Activity.Current?.TraceStateString ?? "";
    }

    private sealed class LocalRetry(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }

    private sealed class LocalBinding(LocalContext context) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = TriggerData.Of(context);
    }
}
