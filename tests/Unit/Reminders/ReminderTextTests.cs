using Serverless.Platform;
using Serverless.Reminders;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderTextTests
{
    private static readonly DateTimeOffset Start = StationClock.InstantOf(new DateOnly(2026, 12, 20), new TimeOnly(9, 0));

    [Theory]
    [InlineData("2026-12-13", false, "7天后接待群众，请准时到站")]
    [InlineData("2026-12-14", false, "6天后接待群众，请准时到站")]
    [InlineData("2026-12-19", false, "明天接待群众，请准时到站")]
    [InlineData("2026-12-20", false, "今天接待群众，请准时到站")]
    [InlineData("2026-12-19", true, "明天接待群众，日期有调整")]
    public void The_hint_counts_from_the_day_it_is_read_on(string today, bool moved, string hint) =>
        Assert.Equal(hint, Values(DateOnly.Parse(today), moved)["thing4"]);

    [Fact]
    public void It_says_what_when_and_where()
    {
        var values = Values(new DateOnly(2026, 12, 13), false);
        Assert.Equal(("民情接待日", "2026年12月20日 09:00", "花园路站"), (values["thing1"], values["time2"], values["thing3"]));
    }

    [Fact]
    public void The_time_is_Shanghais_whatever_offset_the_instant_has() =>
        Assert.Equal("2026年12月20日 09:00", ReminderText.Of("站", Start.ToUniversalTime(), new DateOnly(2026, 12, 13), false)[1].Value);

    [Fact]
    public void No_value_of_ours_is_cut_by_the_channel() => Assert.All(
        Values(new DateOnly(2026, 10, 21), true).Where(pair => pair.Key != "thing3"), pair => Assert.Equal(pair.Value, WeChatTemplateValue.Fit(pair.Key, pair.Value)));

    private static Dictionary<string, string> Values(DateOnly today, bool moved) => new(ReminderText.Of("花园路站", Start, today, moved));
}
