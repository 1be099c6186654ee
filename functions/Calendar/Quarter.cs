using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Calendar;

/// <summary>
/// A natural quarter (季度) of a calendar year in Asia/Shanghai, written <c>2026Q4</c>. As instants it is half-open: an
/// event at midnight belongs to the quarter that begins.
/// </summary>
/// <param name="Year">2000 to 2099.</param>
/// <param name="Number">1 to 4.</param>
[JsonConverter(typeof(IdentifierJson<Quarter>))]
public readonly record struct Quarter(int Year, int Number) : IComparable<Quarter>, IIdentifier<Quarter>
{
    /// <summary>The first date of the quarter.</summary>
    public DateOnly First => new(Year, Number * 3 - 2, 1);

    /// <summary>The last date of the quarter.</summary>
    public DateOnly Last => First.AddMonths(3).AddDays(-1);

    /// <summary>The first instant of the quarter, +08:00.</summary>
    public DateTimeOffset Start => StationClock.InstantOf(First);

    /// <summary>The first instant after the quarter, +08:00.</summary>
    public DateTimeOffset End => StationClock.InstantOf(First.AddMonths(3));

    public Quarter Previous => Of(First.AddDays(-1));

    public Quarter Next => Of(First.AddMonths(3));

    /// <summary>The quarter a local date lies in.</summary>
    public static Quarter Of(DateOnly date) => new(date.Year, (date.Month + 2) / 3);

    /// <summary>The quarter an instant lies in for people in Asia/Shanghai: 2026-06-30T16:00Z is already the third.</summary>
    public static Quarter Of(DateTimeOffset instant) => Of(StationClock.DateOf(instant));

    /// <summary>Reads <c>2026Q4</c>; anything else is <see cref="Refusals.QuarterInvalid"/>.</summary>
    public static Outcome<Quarter> Parse(string text) => TryParse(text, out var quarter) ? quarter : Refusals.QuarterInvalid;

    public static bool TryParse([NotNullWhen(true)] string? text, out Quarter quarter)
    {
        var isQuarter = text is ['2', '0', >= '0' and <= '9', >= '0' and <= '9', 'Q', >= '1' and <= '4'];
        quarter = isQuarter ? new Quarter(2000 + ((text![2] - '0') * 10) + (text[3] - '0'), text[5] - '0') : default;
        return isQuarter;
    }

    public int CompareTo(Quarter other) => (Year, Number).CompareTo((other.Year, other.Number));

    public override string ToString() => $"{Year}Q{Number}";
}
