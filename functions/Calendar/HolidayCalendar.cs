using System.Globalization;
using System.Text.Json;

namespace Serverless.Calendar;

/// <summary>
/// Which dates are public holidays and make-up work days (节假日、调休), as the State Council announces them each year.
/// A year without an announcement is unknown: its weekends are known, its holidays are not.
/// </summary>
public sealed class HolidayCalendar
{
    private static readonly Lazy<HolidayCalendar> Announced = new(ReadEmbedded);

    private readonly IReadOnlySet<int> years;
    private readonly IReadOnlySet<DateOnly> off;
    private readonly IReadOnlySet<DateOnly> work;

    private HolidayCalendar(AnnouncedYears data)
    {
        years = data.Years.Keys.Select(year => int.Parse(year, CultureInfo.InvariantCulture)).ToHashSet();
        off = data.Years.Values.SelectMany(dates => dates.Off).SelectMany(Dates).ToHashSet();
        work = data.Years.Values.SelectMany(dates => dates.Work).SelectMany(Dates).ToHashSet();
    }

    /// <summary>The announcements shipped with the product: <c>holidays-cn.json</c>, 2024 to 2026.</summary>
    public static HolidayCalendar Official => Announced.Value;

    /// <summary>
    /// Reads announcements in the format of <c>holidays-cn.json</c>: per year the dates and <c>first/last</c> periods
    /// that are off, and the weekend dates that are worked.
    /// </summary>
    public static HolidayCalendar Parse(ReadOnlySpan<byte> json) =>
        new(JsonSerializer.Deserialize<AnnouncedYears>(json, JsonSerializerOptions.Web) ?? throw new JsonException());

    /// <summary>True when the year's holidays have been announced.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>True when the date lies in an announced period off; a weekend outside of one is no holiday.</summary>
    public bool IsHoliday(DateOnly date) => off.Contains(date);

    /// <summary>
    /// True for make-up work days and for Monday to Friday outside of the periods off; in an unknown year for Monday to Friday but
    /// for the days that are off in every year (全国年节及纪念日放假办法 2024, art. 2).
    /// </summary>
    public bool IsWorkingDay(DateOnly date) => work.Contains(date)
        || (!off.Contains(date) && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (Knows(date.Year) || !IsOffEveryYear(date)));

    /// <summary>The first working day later than the date.</summary>
    public DateOnly NextWorkingDay(DateOnly after)
    {
        do after = after.AddDays(1);
        while (!IsWorkingDay(after));
        return after;
    }

    /// <summary>The date so many working days later; the day itself does not count, and 0 days later is the date itself.</summary>
    /// <param name="from">Where counting starts; need not be a working day.</param>
    /// <param name="days">0 or more.</param>
    public DateOnly AddWorkingDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        for (; days > 0; days--) from = NextWorkingDay(from);
        return from;
    }

    // The feasts of the lunar calendar lie elsewhere every year: nobody guesses at them.
    private static bool IsOffEveryYear(DateOnly date) => (date.Month, date.Day) is (1, 1) or (5, 1 or 2) or (10, 1 or 2 or 3);

    private static IEnumerable<DateOnly> Dates(string period)
    {
        var ends = period.Split('/');
        var last = Date(ends[^1]);
        for (var date = Date(ends[0]); date <= last; date = date.AddDays(1)) yield return date;
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static HolidayCalendar ReadEmbedded()
    {
        using var file = typeof(HolidayCalendar).Assembly.GetManifestResourceStream("holidays-cn.json")!;
        var json = new byte[file.Length];
        file.ReadExactly(json);
        return Parse(json);
    }

    private sealed record AnnouncedYears(Dictionary<string, AnnouncedYear> Years);

    private sealed record AnnouncedYear(string[] Off, string[] Work);
}
