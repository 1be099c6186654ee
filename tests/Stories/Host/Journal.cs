using System.Collections.Concurrent;

namespace Serverless.Tests.Host;

/// <summary>What functions under test tell, and the gate that holds them until the test lets go.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private int most;

    public string[] Lines => [.. lines];

    /// <summary>How many functions are inside <see cref="HoldAsync"/>, and how many were at most.</summary>
    public (int Now, int Most) Running => (Volatile.Read(ref running), Volatile.Read(ref most));

    public void Tell(string line) => lines.Enqueue(line);

    public void LetGo() => open.TrySetResult();

    /// <summary>Keeps a function running until <see cref="LetGo"/>.</summary>
    public async Task HoldAsync(CancellationToken cancel = default)
    {
        var now = Interlocked.Increment(ref running);
        for (var seen = Volatile.Read(ref most); seen < now; seen = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, now, seen);
        try
        {
            await open.Task.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }
}
