namespace Serverless.Opinions;

/// <summary>What statuses are called in a sentence to citizens and clerks.</summary>
public static class OpinionWords
{
    public static string Of(OpinionStatus status) => status switch
    {
        OpinionStatus.Received => "已收到，等待受理",
        OpinionStatus.Merged => "已并入另一条意见",
        OpinionStatus.Rejected => "未予受理",
        OpinionStatus.Answered => "已答复",
        OpinionStatus.Accepted => "已受理",
        OpinionStatus.Compiled => "已汇总",
        OpinionStatus.Assigned => "已交办",
        OpinionStatus.ReturnRequested => "承办单位申请退回",
        OpinionStatus.InProgress => "正在办理",
        OpinionStatus.Replied => "已书面答复",
        OpinionStatus.Rated => "已评价",
        OpinionStatus.Closed => "已办结",
        OpinionStatus.Withdrawn => "已撤回",
        OpinionStatus.Escalated => "已转为代表建议",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
