using Serverless.Notices;
using Serverless.Platform;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

public sealed class NoticeCountTests
{
    [Fact]
    public void Planned_are_all_there_ever_were_and_sent_all_the_channel_ever_took()
    {
        var planned = Planned();
        var sent = planned.Accept("1", planned.PlannedAt);
        var failure = new NoticeFailure("43004", "未关注");
        var count = NoticeCount.Of([planned, sent, sent.Report(null), sent.Report(null), sent.Report(failure), planned.Refuse(failure), planned.Drop(failure), planned.Bury(failure)]);
        Assert.Equal(new NoticeCount(Planned: 8, Sent: 4, Delivered: 2, Failed: 3, Dead: 1), count);
        Assert.Equal(new Rate(2, 4), count.DeliverRate);
    }

    [Fact]
    public void Without_a_sent_notice_there_is_no_rate() => Assert.Null(NoticeCount.Of([Planned()]).DeliverRate.Percent);

    [Fact]
    public void Stations_are_added_up_figure_by_figure() =>
        Assert.Equal(new NoticeCount(11, 22, 33, 44, 55), new NoticeCount(1, 2, 3, 4, 5) + new NoticeCount(10, 20, 30, 40, 50));

    private static Notice Planned()
    {
        var reception = new OccasionKey(OccasionKind.Reception, new DateOnly(2026, 6, 20), An.Id("na001"));
        return new Notice(reception, NoticeStep.Ahead(-7), An.Person("r001"), NoticeChannel.Wechat, new DateTimeOffset(2026, 6, 15, 8, 0, 0, TimeSpan.FromHours(8)));
    }
}
