using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>Why a representative cannot be had or written.</summary>
public static class RepresentativeRefusals
{
    public static readonly Refusal RepresentativeNotFound = new(404, "representativeNotFound", "没有这位代表", "请核对代表编号。");
    public static readonly Refusal HeadNotAllowed = new(409, "headNotAllowed", "不能担任站点负责人", "站点负责人须是区人大代表。请核对身份，或改由区人大代表负责。");
    public static readonly Refusal HeadTaken = new(409, "headTaken", "站点已有负责人", "一个站点只有一位负责人。请先免去现任负责人，再提交。");
}
