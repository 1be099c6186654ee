namespace Serverless.Local;

/// <summary>How long an idle queue waits before it is asked again: from 100 ms, doubling, ±20 %, up to a limit.</summary>
/// <param name="longest">host.json <c>maxPollingInterval</c>, at least 100 ms.</param>
/// <param name="random">Gives a number from 0 to 1; spreads the polls of instances that start together.</param>
public sealed class PollingBackoff(TimeSpan longest, Func<double> random)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private int idle;

    /// <summary>Something came: the next idle wait is short again.</summary>
    public void Reset() => idle = 0;

    /// <summary>The wait after a poll that found nothing.</summary>
    public TimeSpan Next()
    {
        var exact = Shortest * Math.Pow(2, Math.Min(idle++, 30));
        var spread = exact * (0.8 + 0.4 * random());
        return spread < Shortest ? Shortest : spread > longest ? longest : spread;
    }
}
