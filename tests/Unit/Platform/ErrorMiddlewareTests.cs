using System.Collections.Immutable;
using System.Diagnostics;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class ErrorMiddlewareTests
{
    public static TheoryData<Exception, bool, string> Faults() => new()
    {
        { new RequestFailedException(503, "busy"), false, "storageUnavailable" },
        { new RequestFailedException(500, "away"), false, "storageUnavailable" },
        { new RequestFailedException(429, "slow down"), false, "storageUnavailable" },
        { new RequestFailedException(0, "no connection"), false, "storageUnavailable" },
        { new AggregateException(new RequestFailedException(0, "no connection")), false, "storageUnavailable" },
        { new AggregateException(new TaskCanceledException("too slow"), new TaskCanceledException("too slow")), false, "storageUnavailable" },
        { new AggregateException(new InvalidOperationException("our fault")), false, "unexpected" },
        { new IOException("the answer was cut"), false, "storageUnavailable" },
        { new HttpIOException(HttpRequestError.InvalidResponse, "a bad chunk"), false, "storageUnavailable" },
        { new AggregateException(new IOException("cut"), new IOException("cut")), false, "storageUnavailable" },
        { new OperationCanceledException(), false, "storageUnavailable" },
        { new RequestFailedException(400, "no such token"), true, "queryInvalid" },
        { new RequestFailedException(400, "our fault"), false, "unexpected" },
        { new RequestFailedException(404, "our fault"), true, "unexpected" },
        { new InvalidOperationException("our fault"), false, "unexpected" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_by_a_code_and_never_by_its_own_words(Exception fault, bool hasContinuation, string code)
    {
        var refusal = ErrorMiddleware.Refuse(fault, hasContinuation);
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain(fault.Message, refusal.Detail);
    }

    [Fact]
    public async Task The_log_has_where_an_HTTP_function_failed_and_not_what_was_said_and_the_caller_gets_a_refusal()
    {
        var (http, log) = (new DefaultHttpContext { Response = { Body = new MemoryStream() } }, new FakeLogger<ErrorMiddleware>());
        await InvokeAsync(new Invocation(http), log);
        Assert.Equal(500, http.Response.StatusCode);
        AssertSaid(log);
    }

    [Fact]
    public async Task The_host_sees_a_queue_function_fail_and_hears_types_alone()
    {
        var log = new FakeLogger<ErrorMiddleware>();
        var fault = await Assert.ThrowsAsync<FunctionFault>(() => InvokeAsync(new Invocation(), log));
        Assert.Equal("InvalidOperationException > FormatException", fault.Message);
        Assert.Null(fault.InnerException);
        Assert.DoesNotContain(Words, fault.ToString());
        AssertSaid(log);
    }

    [Fact]
    public async Task The_invocations_activity_has_failed_by_the_faults_type()
    {
        using var activity = new Activity("invocation").Start();
        await Assert.ThrowsAsync<FunctionFault>(() => InvokeAsync(new Invocation(), new FakeLogger<ErrorMiddleware>()));
        Assert.Equal((ActivityStatusCode.Error, "InvalidOperationException"), (activity.Status, activity.StatusDescription));
    }

    private const string Words = "路灯坏了 13912345678";

    private static void AssertSaid(FakeLogger<ErrorMiddleware> log)
    {
        var line = Assert.Single(log.Collector.GetSnapshot());
        Assert.Equal((LogLevel.Error, null), (line.Level, line.Exception));
        Assert.StartsWith("TheFunction failed: InvalidOperationException at Serverless.Tests.Unit.Platform.ErrorMiddlewareTests.", line.Message);
        Assert.EndsWith("> FormatException", line.Message);
        Assert.DoesNotContain(Words, line.Message);
    }

    private static Task InvokeAsync(FunctionContext context, FakeLogger<ErrorMiddleware> log) => new ErrorMiddleware(log).Invoke(context, Fail);

    private static Task Fail(FunctionContext context) => throw new InvalidOperationException(Words, new FormatException(Words));

    /// <summary>As much of an invocation as the middleware asks for; without a request it is a timer's or a queue's.</summary>
    private sealed class Invocation(HttpContext? http = null) : FunctionContext
    {
        public override string InvocationId => "1";
        public override string FunctionId => "1";
        public override TraceContext TraceContext => throw new NotSupportedException();
        public override BindingContext BindingContext => throw new NotSupportedException();
        public override RetryContext RetryContext => throw new NotSupportedException();
        public override IServiceProvider InstanceServices { get; set; } = null!;
        public override FunctionDefinition FunctionDefinition { get; } = new Definition();
        public override IDictionary<object, object> Items { get; set; } = http is null ? [] : new Dictionary<object, object> { ["HttpRequestContext"] = http };
        public override IInvocationFeatures Features => throw new NotSupportedException();

        private sealed class Definition : FunctionDefinition
        {
            public override ImmutableArray<FunctionParameter> Parameters => [];
            public override string PathToAssembly => "";
            public override string EntryPoint => "";
            public override string Id => "1";
            public override string Name => "TheFunction";
            public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
            public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
        }
    }
}
