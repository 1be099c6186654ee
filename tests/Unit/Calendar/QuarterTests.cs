using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Calendar;

public sealed class QuarterTests
{
    [Theory]
    [InlineData("2026Q1", "2026-01-01", "2026-03-31", "2025Q4", "2026Q2")]
    [InlineData("2026Q2", "2026-04-01", "2026-06-30", "2026Q1", "2026Q3")]
    [InlineData("2026Q3", "2026-07-01", "2026-09-30", "2026Q2", "2026Q4")]
    [InlineData("2026Q4", "2026-10-01", "2026-12-31", "2026Q3", "2027Q1")]
    [InlineData("2024Q1", "2024-01-01", "2024-03-31", "2023Q4", "2024Q2")]
    public void A_quarter_has_its_dates_and_neighbours(string text, string first, string last, string previous, string next)
    {
        var quarter = Read(text);
        Assert.Equal(DateOnly.Parse(first), quarter.First);
        Assert.Equal(DateOnly.Parse(last), quarter.Last);
        Assert.Equal(previous, quarter.Previous.ToString());
        Assert.Equal(next, quarter.Next.ToString());
        Assert.Equal(text, quarter.ToString());
    }

    [Theory]
    [InlineData("2026-06-30T15:59:59Z", "2026Q2")]
    [InlineData("2026-06-30T16:00:00Z", "2026Q3")]
    [InlineData("2026-12-31T15:59:59.9999999Z", "2026Q4")]
    [InlineData("2026-12-31T16:00:00Z", "2027Q1")]
    [InlineData("2027-01-01T00:00:00+08:00", "2027Q1")]
    [InlineData("2026-12-31T20:00:00-05:00", "2027Q1")]
    public void An_instant_belongs_to_the_quarter_of_its_local_date(string instant, string quarter) =>
        Assert.Equal(quarter, Quarter.Of(DateTimeOffset.Parse(instant)).ToString());

    [Fact]
    public void A_quarter_ends_where_the_next_begins()
    {
        var quarter = new Quarter(2026, 2);
        Assert.Equal(DateTimeOffset.Parse("2026-03-31T16:00:00Z"), quarter.Start);
        Assert.Equal(DateTimeOffset.Parse("2026-06-30T16:00:00Z"), quarter.End);
        Assert.Equal(quarter.Next.Start, quarter.End);
        Assert.Equal(TimeSpan.FromHours(8), quarter.Start.Offset);
    }

    [Fact]
    public void Every_date_of_twenty_years_lies_between_the_ends_of_its_quarter()
    {
        for (var date = new DateOnly(2020, 1, 1); date.Year < 2040; date = date.AddDays(1))
        {
            var quarter = Quarter.Of(date);
            Assert.InRange(date, quarter.First, quarter.Last);
            Assert.Equal(quarter, Quarter.Of(StationClock.InstantOf(date)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026Q0")]
    [InlineData("2026Q5")]
    [InlineData("2026q4")]
    [InlineData("2026Q44")]
    [InlineData(" 2026Q4")]
    [InlineData("1999Q4")]
    [InlineData("2100Q1")]
    [InlineData("20２6Q4")]
    [InlineData("2026-4")]
    [InlineData("2026Q4.csv")]
    public void Anything_else_is_no_quarter(string text)
    {
        Assert.True(Quarter.Parse(text).Refused(out var refusal, out _));
        Assert.Equal("quarterInvalid", refusal.Code);
    }

    [Fact]
    public void Quarters_stand_in_the_order_of_time()
    {
        Quarter[] shuffled = [new(2027, 1), new(2026, 4), new(2025, 4), new(2026, 1)];
        Assert.Equal(["2025Q4", "2026Q1", "2026Q4", "2027Q1"], shuffled.Order().Select(quarter => quarter.ToString()));
    }

    [Fact]
    public void A_quarter_is_a_string_in_json()
    {
        Assert.Equal("\"2026Q4\"", System.Text.Json.JsonSerializer.Serialize(new Quarter(2026, 4), Json.Options));
        Assert.Equal(new Quarter(2026, 4), System.Text.Json.JsonSerializer.Deserialize<Quarter>("\"2026Q4\"", Json.Options));
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<Quarter>("20264", Json.Options));
    }

    private static Quarter Read(string text) => Quarter.Parse(text).Refused(out var refusal, out var quarter) ? throw new Xunit.Sdk.XunitException(refusal.Detail) : quarter;
}
