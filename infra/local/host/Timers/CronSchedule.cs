using System.Numerics;

namespace Serverless.Local;

/// <summary>
/// A timer's schedule in UTC: six fields <c>{second} {minute} {hour} {day} {month} {day of week}</c>, or five with the
/// second 0. A day must fit the day field and the day of week. Written here because it is small and no package for it
/// is everywhere to be had: infra/decisions/0005-cron-parser.md.
/// </summary>
public sealed class CronSchedule
{
    // 29 February on one given day of the week can be 40 years away (around 2100).
    private const int MostDays = 41 * 366;

    private readonly ulong seconds, minutes, hours, days, months, daysOfWeek;
    private readonly string expression;

    private CronSchedule(string expression, string[] fields)
    {
        this.expression = expression;
        seconds = fields.Length == 6 ? CronField.Second.Parse(fields[0]) : 1;
        minutes = CronField.Minute.Parse(fields[^5]);
        hours = CronField.Hour.Parse(fields[^4]);
        days = CronField.Day.Parse(fields[^3]);
        months = CronField.Month.Parse(fields[^2]);
        daysOfWeek = CronField.DayOfWeek.Parse(fields[^1]);
    }

    /// <summary>Whether it fires more than once a minute; such a timer has no persisted status.</summary>
    public bool IsWithinMinute => BitOperations.PopCount(seconds) > 1;

    /// <exception cref="FormatException">The expression is malformed or can never occur; the message says where.</exception>
    public static CronSchedule Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6)) throw Bad(expression, $"it has {fields.Length} fields instead of 6 (or 5)");
        CronSchedule schedule;
        try
        {
            schedule = new CronSchedule(expression, fields);
        }
        catch (FormatException fault)
        {
            throw Bad(expression, fault.Message);
        }
        return schedule.NextDay(new DateOnly(2000, 1, 1)) is null ? throw Bad(expression, "no such day exists") : schedule;
    }

    /// <summary>The first occurrence after an instant, never the instant itself. UTC.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        var from = after.UtcDateTime;
        var today = DateOnly.FromDateTime(from);
        if (IsDue(today) && NextTime((int)(from.TimeOfDay.Ticks / TimeSpan.TicksPerSecond) + 1) is { } later) return At(today, later);
        return At(NextDay(today.AddDays(1))!.Value, NextTime(0)!.Value);
    }

    public override string ToString() => expression;

    private static FormatException Bad(string expression, string reason) => new($"The schedule '{expression}' is not valid: {reason}.");

    private static DateTimeOffset At(DateOnly day, int second) =>
        new(day.ToDateTime(TimeOnly.MinValue).AddSeconds(second), TimeSpan.Zero);

    private static bool Has(ulong bits, int value) => (bits >> value & 1) != 0;

    private static int? First(ulong bits, int from) =>
        from < 64 && bits >> from is not 0 and var rest ? from + BitOperations.TrailingZeroCount(rest) : null;

    private bool IsDue(DateOnly day) => Has(months, day.Month) && Has(days, day.Day) && Has(daysOfWeek, (int)day.DayOfWeek);

    private DateOnly? NextDay(DateOnly from)
    {
        for (var ahead = 0; ahead < MostDays; ahead++)
            if (IsDue(from.AddDays(ahead))) return from.AddDays(ahead);
        return null;
    }

    /// <summary>The first due second of a day (0 to 86,399) that is not before <paramref name="from"/>.</summary>
    private int? NextTime(int from)
    {
        var (hour, minute, second) = (from / 3600, from / 60 % 60, from % 60);
        if (Has(hours, hour))
        {
            if (Has(minutes, minute) && First(seconds, second) is { } sameMinute) return hour * 3600 + minute * 60 + sameMinute;
            if (First(minutes, minute + 1) is { } sameHour) return hour * 3600 + sameHour * 60 + First(seconds, 0)!.Value;
            hour++;
        }
        return First(hours, hour) is { } laterHour ? laterHour * 3600 + First(minutes, 0)!.Value * 60 + First(seconds, 0)!.Value : null;
    }
}
