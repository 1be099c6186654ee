using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Tests.Statistics;

/// <summary>
/// Counts the calls made to the storage account. A call that was sent again after a time-out keeps its id and counts
/// once, so that a slow machine does not change an exact count.
/// </summary>
public sealed class CountedCalls : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentDictionary<string, string> calls = new();

    public override void OnSendingRequest(HttpMessage message) => calls[message.Request.ClientRequestId] = $"{message.Request.Method} {message.Request.Uri.Path}";

    /// <summary>The calls made since the last time.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = calls.Values.ToList();
        calls.Clear();
        return taken;
    }
}
