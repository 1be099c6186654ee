using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Why an opinion cannot be had, handed in or moved.</summary>
public static class OpinionRefusals
{
    public static readonly Refusal OpinionNotFound = new(404, "opinionNotFound", "没有这条意见", "请核对受理编号，编号在提交成功的回复中。");
    public static readonly Refusal MergeTargetInvalid = new(409, "mergeTargetInvalid", "不能并入这条意见", "请选择同一站点内仍在办理的另一条意见。");
    public static readonly Refusal SenderTooFrequent = new(429, "senderTooFrequent", "提交过于频繁", "请稍后再提交。");
}
