using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>How often and after what waits a failed timer function is run again, from its retry attribute.</summary>
/// <param name="Most">Runs after the first; -1 has no end.</param>
internal sealed record RetryPlan(int Most, TimeSpan Shortest, TimeSpan Longest)
{
    public static readonly RetryPlan None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public static RetryPlan Of(MethodInfo method) => method.GetCustomAttribute<RetryAttribute>() switch
    {
        FixedDelayRetryAttribute even => new RetryPlan(even.MaxRetryCount, Time(even.DelayInterval), Time(even.DelayInterval)),
        ExponentialBackoffRetryAttribute growing => new RetryPlan(growing.MaxRetryCount, Time(growing.MinimumInterval), Time(growing.MaximumInterval)),
        _ => None,
    };

    public bool Allows(int retry) => Most < 0 || retry <= Most;

    /// <summary>The wait before a retry; the first is number 1.</summary>
    public TimeSpan WaitBefore(int retry)
    {
        var grown = Shortest * Math.Pow(2, Math.Min(retry - 1, 30));
        return grown < Longest ? grown : Longest;
    }

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
