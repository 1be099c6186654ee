using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Tests.Kit;

/// <summary>
/// Ends the work at a chosen storage call, as a crash of the process would: before the call was made, or after it was
/// made and before its answer was seen.
/// </summary>
public sealed class StorageCut : HttpPipelinePolicy
{
    private int left = int.MaxValue;
    private bool after;
    private int losing;

    /// <summary>True when the cut came since the last <see cref="At"/>.</summary>
    public bool Done { get; private set; }

    /// <summary>The nth call from now on, 1 is the next one, ends with <see cref="CutException"/>.</summary>
    public void At(int call, bool afterIt) => (left, after, Done) = (call, afterIt, false);

    /// <summary>The answer to the next call that writes is lost on the wire after the write was done; the client sends it again by itself.</summary>
    public void LoseWrite() => (losing, Done) = (1, false);

    /// <summary>No call is cut any more.</summary>
    public void Heal() => left = int.MaxValue;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var cut = left != int.MaxValue && Interlocked.Decrement(ref left) == 0;
        Done |= cut;
        if (cut && !after) throw new CutException();
        await ProcessNextAsync(message, pipeline);
        if (cut) throw new CutException();
        if (message.Request.Method != RequestMethod.Get && Interlocked.Exchange(ref losing, 0) == 1)
        {
            Done = true;
            // What a connection that breaks before the answer gives, and what the client tries again on.
            throw new IOException("The storage answer was lost by the test.");
        }
    }

    /// <summary>No exception that a client would try again on.</summary>
    public sealed class CutException() : Exception("The storage call was cut by the test.");
}
