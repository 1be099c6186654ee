using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Why an occasion cannot be had.</summary>
public static class OccasionRefusals
{
    public static readonly Refusal OccasionNotFound = new(404, "occasionNotFound", "没有这次活动", "请核对活动编号。");
}
