using Serverless.Notices;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Notices;

internal static class Some
{
    /// <summary>08:00 of the reception day 2026-12-20.</summary>
    public static readonly DateTimeOffset Morning = At(20, 8, 0);

    public static readonly DateTimeOffset End = At(20, 11, 30);

    public static readonly NoticeFailure Busy = new("retryLater", "微信系统繁忙，稍后重试（-1）。");

    public static readonly OccasionKey Reception = new(OccasionKind.Reception, new DateOnly(2026, 12, 20), An.Id("na017"));

    public static DateTimeOffset At(int day, int hour, int minute) => StationClock.InstantOf(new DateOnly(2026, 12, day), new TimeOnly(hour, minute));

    public static Notice Notice(NoticeStatus status = NoticeStatus.Planned, int attempts = 0, string recipient = "r001") =>
        new(Reception, NoticeStep.Ahead(-7), An.Person(recipient), NoticeChannel.Wechat, Morning) { Status = status, Attempts = attempts };
}
