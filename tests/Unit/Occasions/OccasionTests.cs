using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;

using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Occasions;

public sealed class OccasionTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);

    [Fact]
    public void A_key_is_read_back_as_written()
    {
        var key = new OccasionKey(OccasionKind.Reception, new DateOnly(2026, 12, 20), An.Id("na017"));
        Assert.Equal("reception-20261220-na017", key.ToString());
        Assert.True(OccasionKey.TryParse("reception-20261220-na017", out var read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("reception")]
    [InlineData("reception-20261220")]
    [InlineData("reception-20261220-na017-x")]
    [InlineData("Reception-20261220-na017")]
    [InlineData("party-20261220-na017")]
    [InlineData("0-20261220-na017")]
    [InlineData("reception-20261232-na017")]
    [InlineData("reception-2026122-na017")]
    [InlineData("reception-19991220-na017")]
    [InlineData("reception-20261220-NA017")]
    [InlineData("reception-20261220-na'17")]
    public void Anything_else_is_no_key(string text) => Assert.False(OccasionKey.TryParse(text, out _));

    [Fact]
    public void A_reception_that_a_holiday_moved_keeps_its_name_and_says_why()
    {
        var occasion = Of(new DateOnly(2026, 2, 20));
        Assert.Equal("reception-20260220-na017", occasion.Key);
        Assert.Equal((new DateOnly(2026, 2, 20), new DateOnly(2026, 2, 24)), (occasion.NominalDate, occasion.Date));
        Assert.Equal(DateTimeOffset.Parse("2026-02-24T01:00:00Z"), occasion.Start);
        Assert.Equal(DateTimeOffset.Parse("2026-02-24T03:30:00Z"), occasion.End);
        Assert.NotNull(occasion.ShiftReason);
        Assert.Null(Of(new DateOnly(2026, 12, 20)).ShiftReason);
    }

    [Fact]
    public void What_the_calendar_is_not_sure_of_is_said() => Assert.Contains("2027", Of(new DateOnly(2027, 2, 20)).Warning);

    [Fact]
    public void What_staff_decided_stands_for_what_the_calendar_has()
    {
        var moved = Moved(new DateOnly(2026, 12, 22));
        var day = Calendar.OnNominalDate(new DateOnly(2026, 12, 20))!;
        Assert.Same(moved, Occasion.Of(day, An.Id("na017"), Calendar.Rules, moved));
    }

    [Fact]
    public void An_occasion_is_json_with_instants_of_its_place()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(Of(new DateOnly(2026, 2, 20)), Json.Options);
        foreach (var member in new[]
        {
            "\"key\":\"reception-20260220-na017\"", "\"kind\":\"reception\"", "\"stationId\":\"na017\"", "\"status\":\"planned\"",
            "\"date\":\"2026-02-24\"", "\"nominalDate\":\"2026-02-20\"",
            "\"start\":\"2026-02-24T09:00:00+08:00\"", "\"end\":\"2026-02-24T11:30:00+08:00\"",
        })
            Assert.Contains(member, json);
        Assert.DoesNotContain("\"id\"", json);
    }

    private static Occasion Of(DateOnly nominal) => Occasion.Of(Calendar.OnNominalDate(nominal)!, An.Id("na017"), Calendar.Rules);

    private static Occasion Moved(DateOnly date) => Of(new DateOnly(2026, 12, 20)) with { Start = StationClock.InstantOf(date, new TimeOnly(9, 0)), Version = 1 };
}
