using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>Why a representative cannot be had or written.</summary>
public static class RepresentativeRefusals
{
    public static readonly Refusal RepresentativeNotFound = new(404, "representativeNotFound", "没有这位代表", "请核对代表编号。");
    public static readonly Refusal HeadNotAllowed = new(409, "headNotAllowed", "不能担任站点负责人", "站点负责人须是区人大代表。请核对身份，或改由区人大代表负责。");
    public static readonly Refusal OpenIdTaken = new(409, "openIdTaken", "微信已绑定他人", "一个微信号只能属于一位代表。请先为另一位代表解除绑定，再提交。");
    public static readonly Refusal BindingCodeUnknown = new(404, "bindingCodeUnknown", "绑定码不正确", "请核对绑定码，或向站点工作人员索取新的绑定码。");
    public static readonly Refusal BindingCodeExpired = new(409, "bindingCodeExpired", "绑定码已过期", "绑定码 7 天内有效，请向站点工作人员索取新的绑定码。");
    public static readonly Refusal TooManyBindingCodes = new(429, "tooManyBindingCodes", "绑定码输错次数过多", "请一小时后再试，或请站点工作人员核对绑定码。");
    public static readonly Refusal HeadTaken = new(409, "headTaken", "站点已有负责人", "一个站点只有一位负责人。请先免去现任负责人，再提交。");
}
