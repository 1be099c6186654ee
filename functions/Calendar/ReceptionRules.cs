namespace Serverless.Calendar;

/// <summary>When stations receive residents: by default on the 20th of even months (双月20日), 09:00 to 11:30.</summary>
public sealed record ReceptionRules
{
    /// <summary>The calendar months with a reception, 1 to 12, ascending.</summary>
    public IReadOnlyList<int> Months { get; init; } = [2, 4, 6, 8, 10, 12];

    /// <summary>The day of the month, 1 to 28.</summary>
    public int Day { get; init; } = 20;

    /// <summary>When it opens, Asia/Shanghai.</summary>
    public TimeOnly Start { get; init; } = new(9, 0);

    /// <summary>When it closes, Asia/Shanghai; later than <see cref="Start"/>.</summary>
    public TimeOnly End { get; init; } = new(11, 30);

    /// <summary>What a holiday does to it.</summary>
    public ShiftPolicy Shift { get; init; } = ShiftPolicy.StatutoryOnly;
}
