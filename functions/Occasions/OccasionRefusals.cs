using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Why an occasion cannot be had, or be decided so.</summary>
public static class OccasionRefusals
{
    public static readonly Refusal OccasionNotFound = new(404, "occasionNotFound", "没有这次活动", "请核对活动编号。");
    public static readonly Refusal DateTaken = new(409, "dateTaken", "这一天已有接待", "本站在这一天已经安排了另一次接待，请选择其他日期。");
    public static readonly Refusal NothingToCorrect = new(409, "nothingToCorrect", "没有可以更正的决定", "最近一次决定已经更正。如需再作改变，请重新改期、取消或登记。");
}
