using Azure;
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
}
