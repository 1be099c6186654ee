using Serverless.Bot;
using Serverless.Opinions;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.Bot;

public sealed class BotRepliesTests
{
    [Fact]
    public void Where_to_go_instead_is_read_however_long_the_reason_is()
    {
        var rejected = An.Opinion(OpinionStatus.Rejected) with { RejectReason = new string('因', 700), ProperChannel = "区人民法院诉讼服务中心" };
        var reply = WeChatReply.Fit(BotReplies.Progress(rejected, isSender: true));
        Assert.Contains("区人民法院诉讼服务中心", reply);
        Assert.EndsWith(WeChatReply.CutMark, reply);
    }

    [Fact]
    public void A_scan_shows_what_is_kept_of_the_citizen_and_names_whose_code_it_was()
    {
        Assert.Contains(BotReplies.Privacy, BotReplies.Bound("花园路站", null));
        Assert.Contains("李明代表", BotReplies.Bound("花园路站", "李明"));
        Assert.Contains("花园路站的李明代表", BotReplies.Received(An.Opinion().Number, "花园路站", "李明"));
    }

    [Fact]
    public void Who_can_not_withdraw_any_more_reads_how_it_stands_and_no_clerks_words()
    {
        var closed = BotReplies.NotWithdrawn(An.Opinion(OpinionStatus.Closed) with { Reply = "已修好" });
        Assert.Contains("已办结，不能撤回了", closed);
        Assert.Contains("已修好", closed);
        Assert.StartsWith("受理编号", BotReplies.NotWithdrawn(An.Opinion(OpinionStatus.Withdrawn)));
    }

    [Fact]
    public void The_own_list_tells_which_is_which_by_the_first_words()
    {
        var opinions = new[] { An.Opinion() with { Content = "小区北门的路灯😀坏了三天，晚上看不见" }, An.Opinion(source: "b") with { Content = "井盖\n松动" } };
        var lines = BotReplies.Own(opinions).Split('\n');
        Assert.EndsWith("）小区北门的路灯😀坏了三天…", lines[1]);
        Assert.EndsWith("）井盖 松动", lines[2]);
    }
}
