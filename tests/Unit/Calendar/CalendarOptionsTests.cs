using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Calendar;

public sealed class CalendarOptionsTests
{
    [Fact]
    public void Nothing_set_is_the_twentieth_of_even_months_in_the_morning()
    {
        var rules = Rules();
        Assert.Equal([2, 4, 6, 8, 10, 12], rules.Months);
        Assert.Equal((20, new TimeOnly(9, 0), new TimeOnly(11, 30), ShiftPolicy.StatutoryOnly), (rules.Day, rules.Start, rules.End, rules.Shift));
    }

    [Fact]
    public void Every_rule_can_be_set()
    {
        var rules = Rules(("Months", "11, 1,3"), ("Day", "15"), ("Start", "08:30"), ("End", "11:00"), ("Shift", "NonWorkingDay"));
        Assert.Equal([1, 3, 11], rules.Months);
        Assert.Equal((15, new TimeOnly(8, 30), new TimeOnly(11, 0), ShiftPolicy.NonWorkingDay), (rules.Day, rules.Start, rules.End, rules.Shift));
    }

    [Theory]
    [InlineData("Months", "2,13")]
    [InlineData("Months", "0")]
    [InlineData("Months", "2,,4")]
    [InlineData("Months", "even")]
    [InlineData("Day", "29")]
    [InlineData("Day", "-1")]
    [InlineData("Start", "9 o'clock")]
    [InlineData("End", "25:00")]
    [InlineData("End", "09:00")]
    [InlineData("End", "08:00")]
    [InlineData("Shift", "1")]
    [InlineData("Shift", "statutory")]
    public void A_bad_setting_stops_the_start_and_is_named(string name, string value)
    {
        var fault = Assert.Throws<SettingException>(() => Rules((name, value)));
        Assert.Equal($"Reception__{name}", fault.Setting);
    }

    private static ReceptionRules Rules(params (string Name, string Value)[] settings) => CalendarOptions.From(
        An.Environment(settings.Select(setting => ($"Reception__{setting.Name}", (string?)setting.Value))));
}
