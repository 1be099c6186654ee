using System.Diagnostics;

namespace Serverless.Local.Demo;

/// <summary>Says how far a load is, at most once a second.</summary>
/// <param name="total">How many rows there are to write.</param>
/// <param name="say">Told a line such as <c>  45 %</c>.</param>
internal sealed class DemoProgress(int total, Action<string> say)
{
    /// <summary>What a person costs in rows of opinions: they have partitions of their own, a call each.</summary>
    public const int RowsOfPerson = 5;

    private readonly Lock gate = new();
    private int written;
    private long saidAt = Stopwatch.GetTimestamp();

    public void Add(int rows)
    {
        lock (gate)
        {
            written += rows;
            if (Stopwatch.GetElapsedTime(saidAt) < TimeSpan.FromSeconds(1)) return;
            saidAt = Stopwatch.GetTimestamp();
            say($"  {100 * written / total} %");
        }
    }
}
