using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public RetryAttribute()
    {
    }

    public int MaxRetryCount { get; set; }

    private protected static string Checked(string interval, string parameter) =>
        TimeSpan.TryParse(interval, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
            ? interval
            : throw new ArgumentOutOfRangeException(parameter);
}

public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = Checked(delayInterval, nameof(delayInterval));
    }

    public string DelayInterval { get; }
}

public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = Checked(minimumInterval, nameof(minimumInterval));
        MaximumInterval = Checked(maximumInterval, nameof(maximumInterval));
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }
}
