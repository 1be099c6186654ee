using Serverless.Notices;

namespace Serverless.Tests.Unit.Notices;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData(7, 59, 8, 0, 0)]
    [InlineData(8, 0, 8, 0, 0)]
    [InlineData(12, 30, 12, 30, 0)]
    [InlineData(20, 59, 20, 59, 0)]
    [InlineData(21, 0, 8, 0, 1)]
    [InlineData(23, 59, 8, 0, 1)]
    [InlineData(0, 0, 8, 0, 0)]
    public void Nobody_is_written_to_between_nine_in_the_evening_and_eight_in_the_morning(int hour, int minute, int thenHour, int thenMinute, int daysOn) =>
        Assert.Equal(Some.At(20 + daysOn, thenHour, thenMinute), QuietHours.Permitted(Some.At(20, hour, minute)));

    [Fact]
    public void The_hours_are_those_of_Shanghai_whatever_offset_an_instant_has()
    {
        Assert.False(QuietHours.Permit(new DateTimeOffset(2026, 12, 19, 13, 0, 0, TimeSpan.Zero)));
        Assert.True(QuietHours.Permit(new DateTimeOffset(2026, 12, 20, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_used_up_quota_waits_for_the_morning_of_the_next_local_day() =>
        Assert.Equal(Some.At(21, 8, 0), QuietHours.NextMorning(new DateTimeOffset(2026, 12, 19, 17, 0, 0, TimeSpan.Zero)));
}
