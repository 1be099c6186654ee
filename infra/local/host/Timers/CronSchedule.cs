using NCrontab;

namespace Serverless.Local;

/// <summary>
/// A timer's schedule in UTC: six fields <c>{second} {minute} {hour} {day} {month} {day of week}</c>. NCrontab reads it,
/// as it does for the real host.
/// </summary>
public sealed class CronSchedule
{
    /// <summary>The next occurrence of a schedule that has none, such as 30 February.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly string expression;
    private readonly CrontabSchedule schedule;

    private CronSchedule(string expression, CrontabSchedule schedule) => (this.expression, this.schedule) = (expression, schedule);

    /// <exception cref="FormatException">The expression is malformed; the message says where.</exception>
    public static CronSchedule Parse(string expression)
    {
        try
        {
            return new(expression, CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true }));
        }
        catch (CrontabException fault)
        {
            throw new FormatException($"The schedule '{expression}' is not valid: {fault.Message}", fault);
        }
    }

    /// <summary>The first occurrence after an instant, never the instant itself; <see cref="Never"/> when there is none. UTC.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => new(schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    public override string ToString() => expression;
}
