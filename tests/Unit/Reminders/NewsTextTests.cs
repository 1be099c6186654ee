using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Reminders;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Reminders;

public sealed class NewsTextTests
{
    private static readonly ReceptionCalendar Calendar = new(new ReceptionRules(), HolidayCalendar.Official);
    private static readonly Occasion Planned = Occasion.Of(Calendar.OnNominalDate(new DateOnly(2026, 12, 20))!, An.Id("na017"), Calendar.Rules);
    private static readonly DateOnly Told = new(2026, 12, 20);

    [Fact]
    public void A_move_says_the_new_date() =>
        AssertSays("民情接待日改期", "2026年12月25日 09:00", "已改到12月25日，请按此时间到站", Planned with { Start = Planned.Start.AddDays(5) }, Told);

    [Fact]
    public void A_cancellation_says_the_date_its_reader_has_in_mind() => AssertSays(
        "民情接待日取消", "2026年12月20日 09:00", "12月20日的接待已取消，请勿到站", Planned with { Start = Planned.Start.AddDays(5), Status = OccasionStatus.Cancelled }, Told);

    [Fact]
    public void What_takes_place_after_all_says_when() => AssertSays("民情接待日恢复", "2026年12月20日 09:00", "不取消了，12月20日照常接待", Planned, null);

    private static void AssertSays(string what, string time, string hint, Occasion occasion, DateOnly? told)
    {
        var values = NewsText.Of("花园路站", occasion, told).ToDictionary();
        Assert.Equal((what, time, "花园路站", hint), (values["thing1"], values["time2"], values["thing3"], values["thing4"]));
        Assert.All(values, pair => Assert.Equal(pair.Value, WeChatTemplateValue.Fit(pair.Key, pair.Value)));
    }
}
