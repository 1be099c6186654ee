using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Reminders;

public sealed class ReminderOptionsTests
{
    [Fact]
    public void Without_settings_people_are_reminded_a_week_ahead_a_day_ahead_and_on_the_day()
    {
        var rules = Read();
        Assert.Equal([-7, -1, 0], rules.Offsets);
        Assert.Equal(120, rules.SpreadMinutes);
    }

    [Fact]
    public void Offsets_and_spread_can_be_set()
    {
        var rules = Read(("Offsets", "-14, -3,0"), ("SpreadMinutes", "0"));
        Assert.Equal([-14, -3, 0], rules.Offsets);
        Assert.Equal(0, rules.SpreadMinutes);
    }

    [Theory]
    [InlineData("Offsets", "1")]
    [InlineData("Offsets", "-7,-7")]
    [InlineData("Offsets", "-61")]
    [InlineData("Offsets", "-7,")]
    [InlineData("Offsets", "soon")]
    [InlineData("SpreadMinutes", "-1")]
    [InlineData("SpreadMinutes", "241")]
    [InlineData("SpreadMinutes", "1.5")]
    public void A_bad_setting_stops_the_start_with_its_name(string name, string value) =>
        Assert.Equal($"Reminders__{name}", Assert.Throws<SettingException>(() => Read((name, value))).Setting);

    private static ReminderRules Read(params (string Name, string Value)[] settings) =>
        ReminderOptions.From(An.Environment(settings.Select(setting => ($"Reminders__{setting.Name}", (string?)setting.Value))));
}
