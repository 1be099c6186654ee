using Serverless.Local;

namespace Serverless.Tests.Host;

public sealed class CronScheduleTests
{
    [Theory]
    // every second, minute, hour, day
    [InlineData("* * * * * *", "2026-11-22T11:30:00Z", "2026-11-22T11:30:01Z")]
    [InlineData("* * * * * *", "2026-12-31T23:59:59.9Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 * * * * *", "2026-11-22T11:30:00Z", "2026-11-22T11:31:00Z")]
    [InlineData("0 0 * * * *", "2026-11-22T11:30:00Z", "2026-11-22T12:00:00Z")]
    [InlineData("0 0 0 * * *", "2026-11-22T11:30:00Z", "2026-11-23T00:00:00Z")]
    // an occurrence itself is over
    [InlineData("0 0 0 * * *", "2026-11-22T23:59:59.999Z", "2026-11-23T00:00:00Z")]
    [InlineData("0 0 0 * * *", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")]
    [InlineData("0 0 0 * * *", "2026-11-23T00:00:00.001Z", "2026-11-24T00:00:00Z")]
    // lists, ranges, steps
    [InlineData("0 0 8,12,18 * * *", "2026-11-22T12:00:00Z", "2026-11-22T18:00:00Z")]
    [InlineData("0 0 9-11 * * *", "2026-11-22T11:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("*/20 * * * * *", "2026-11-22T11:30:41Z", "2026-11-22T11:31:00Z")]
    [InlineData("0 10-40/15 * * * *", "2026-11-22T11:26:00Z", "2026-11-22T11:40:00Z")]
    [InlineData("0 50/5 * * * *", "2026-11-22T11:55:00Z", "2026-11-22T12:50:00Z")]
    [InlineData("0 0 0 1-3,20 * *", "2026-11-03T00:00:00Z", "2026-11-20T00:00:00Z")]
    // the last second of a day
    [InlineData("59 59 23 * * *", "2026-11-22T23:59:59Z", "2026-11-23T23:59:59Z")]
    // months and days of the week, by number and by name
    [InlineData("0 0 0 20 2,4,6,8,10,12 *", "2026-10-20T00:00:00Z", "2026-12-20T00:00:00Z")]
    [InlineData("0 0 0 1 jan *", "2026-11-22T11:30:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 0 * * 0", "2026-11-22T11:30:00Z", "2026-11-29T00:00:00Z")]
    [InlineData("0 0 0 * * MON-FRI", "2026-11-20T00:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData("0 0 0 * * sat", "2026-11-22T11:30:00Z", "2026-11-28T00:00:00Z")]
    // day and day of week must both fit: Friday the 13th
    [InlineData("0 0 0 13 * 5", "2026-01-01T00:00:00Z", "2026-02-13T00:00:00Z")]
    // months without the day are passed over, leap years waited for
    [InlineData("0 0 0 31 * *", "2026-11-22T11:30:00Z", "2026-12-31T00:00:00Z")]
    [InlineData("0 0 0 29 2 *", "2026-11-22T11:30:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 0 29 2 *", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z")]
    [InlineData("0 0 0 29 2 1", "2088-01-01T00:00:00Z", "2112-02-29T00:00:00Z")]
    // an instant with another offset is the same instant
    [InlineData("0 0 0 * * *", "2026-11-23T07:59:59+08:00", "2026-11-23T00:00:00Z")]
    [InlineData("0 0 0 * * *", "2026-11-23T08:00:00+08:00", "2026-11-24T00:00:00Z")]
    public void The_next_occurrence_is_the_first_after_an_instant(string expression, string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), CronSchedule.Parse(expression).Next(DateTimeOffset.Parse(after)));

    [Theory]
    [InlineData("0 0 18-9 * * *", "2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z")]
    [InlineData("0 0 18-9 * * *", "2026-11-22T18:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("*/0 * * * * *", "2026-11-22T11:30:00Z", "2026-11-22T11:30:01Z")]
    [InlineData("0 0 0 * * monday", "2026-11-22T11:30:00Z", "2026-11-23T00:00:00Z")]
    public void A_slip_means_here_what_it_means_to_the_real_host(string expression, string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next), CronSchedule.Parse(expression).Next(DateTimeOffset.Parse(after)));

    [Theory]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 0 31 4,6,9,11 *")]
    public void A_day_there_is_not_never_comes(string expression) =>
        Assert.Equal(CronSchedule.Never, CronSchedule.Parse(expression).Next(DateTimeOffset.Parse("2026-11-22T11:30:00Z")));

    [Theory]
    [InlineData("")]
    [InlineData("0 0 0 *")]
    [InlineData("30 9 * * *")]
    [InlineData("0 0 0 * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 * 13 *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("0 0 0 ? * *")]
    [InlineData("0 */x * * * *")]
    [InlineData("0 1,,2 * * * *")]
    [InlineData("-1 * * * * *")]
    public void An_expression_that_cannot_be_read_is_refused_with_the_reason(string expression)
    {
        var fault = Assert.Throws<FormatException>(() => CronSchedule.Parse(expression));
        Assert.StartsWith($"The schedule '{expression}' is not valid: ", fault.Message);
    }

    [Fact]
    public void Every_occurrence_of_a_year_is_found_in_order()
    {
        var schedule = CronSchedule.Parse("0 30 */6 * * 1-5");
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var found = new List<DateTimeOffset>();
        for (var at = schedule.Next(end.AddYears(-1).AddTicks(-1)); at < end; at = schedule.Next(at)) found.Add(at);
        var expected = from minute in Enumerable.Range(0, 365 * 24 * 60)
                       let at = end.AddYears(-1).AddMinutes(minute)
                       where at.Minute == 30 && at.Hour % 6 == 0 && at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                       select at;
        Assert.Equal(expected, found);
    }
}
