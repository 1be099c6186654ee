using Serverless.Platform;

namespace Serverless.Access;

/// <summary>What the gate says to who may not pass, and why a machine or member cannot be had or written.</summary>
public static class AccessRefusals
{
    public static readonly Refusal KeyMissing = new(401, "keyMissing", "缺少访问密钥", "请登录，或在请求头 x-functions-key 中提供访问密钥。");
    public static readonly Refusal KeyWrong = new(401, "keyWrong", "访问密钥不正确", "请核对请求头 x-functions-key 中的访问密钥。");
    public static readonly Refusal NotAllowed = new(403, "notAllowed", "没有这项权限", "请联系管理员开通所需的权限。");
    public static readonly Refusal CallerNotFound = new(404, "callerNotFound", "没有这个调用方", "请核对调用方名称。");
    public static readonly Refusal MemberNotFound = new(404, "memberNotFound", "没有这位成员", "请核对成员编号。");
    public static readonly Refusal IdentityTaken = new(409, "identityTaken", "登录身份已属于他人", "一个登录身份只能属于一位成员。请先从另一位成员处移除该身份，再提交。");
}
