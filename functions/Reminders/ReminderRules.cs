namespace Serverless.Reminders;

/// <summary>How far ahead people are reminded, and over how long a city's notices are spread.</summary>
public sealed record ReminderRules
{
    /// <summary>The farthest a reminder can be ahead, in days.</summary>
    public const int Farthest = 60;

    /// <summary>Days relative to the occasion, 0 to -60: a week ahead, the day before and the day itself.</summary>
    public IReadOnlyList<int> Offsets { get; init; } = [-7, -1, 0];

    /// <summary>
    /// Minutes over which the stations are spread when they are more than <see cref="ReminderSpread.FewStations"/>; 0
    /// sends to all at once.
    /// </summary>
    public int SpreadMinutes { get; init; } = 120;
}
