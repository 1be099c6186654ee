using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Why an opinion cannot be had, handed in or moved.</summary>
public static class OpinionRefusals
{
    public static readonly Refusal OpinionNotFound = new(404, "opinionNotFound", "没有这条意见", "请核对受理编号，编号在提交成功的回复中。");
    public static readonly Refusal MergeTargetInvalid = new(409, "mergeTargetInvalid", "不能并入这条意见", "请选择同一站点内仍在办理的另一条意见。");
    public static readonly Refusal NotOfStation = new(409, "representativeElsewhere", "这位代表不在这个站点", "请选择本站的代表，或改为代表所在的站点。");
    public static readonly Refusal LookupTooFrequent = new(429, "lookupTooFrequent", "查询过于频繁", "多次输入了不存在的受理编号，请核对编号，稍后再查询。");
    public static readonly Refusal ReliedOn = new(409, "alreadyReliedOn", "已经有人依据这个结果", "不能再撤销，需要更正的请直接说明。");
    public static readonly Refusal SenderTooFrequent = new(429, "senderTooFrequent", "提交过于频繁", "请稍后再提交。");
}
