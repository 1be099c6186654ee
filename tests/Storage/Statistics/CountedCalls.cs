using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Tests.Statistics;

/// <summary>Counts the calls that reach the storage account.</summary>
public sealed class CountedCalls : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> calls = new();

    public override void OnSendingRequest(HttpMessage message) => calls.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");

    /// <summary>The calls made since the last time.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (calls.TryDequeue(out var call)) taken.Add(call);
        return taken;
    }
}
