namespace Serverless.Calendar;

/// <summary>When a quarter's report is final (定稿): later changes are shown as a further revision.</summary>
/// <param name="Day">From which day after the quarter's last day on; 1 to 60.</param>
public sealed record ReportFreeze(int Day)
{
    /// <summary>The first date on which the quarter's report is final: 2027-01-10 for 2026Q4.</summary>
    public DateOnly From(Quarter quarter) => quarter.Last.AddDays(Day);

    public bool IsFrozen(Quarter quarter, DateOnly today) => today >= From(quarter);

    /// <summary>The quarters whose figures may still change on a date: the running one and, until it freezes, the one before.</summary>
    public IEnumerable<Quarter> Open(DateOnly today)
    {
        var running = Quarter.Of(today);
        if (!IsFrozen(running.Previous, today)) yield return running.Previous;
        yield return running;
    }
}
