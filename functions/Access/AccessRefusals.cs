using Serverless.Platform;

namespace Serverless.Access;

/// <summary>What the gate says to who may not pass.</summary>
public static class AccessRefusals
{
    public static readonly Refusal KeyMissing = new(401, "keyMissing", "缺少访问密钥", "请登录，或在请求头 x-functions-key 中提供访问密钥。");
    public static readonly Refusal KeyWrong = new(401, "keyWrong", "访问密钥不正确", "请核对请求头 x-functions-key 中的访问密钥。");
    public static readonly Refusal NotAllowed = new(403, "notAllowed", "没有这项权限", "请联系管理员开通所需的权限。");
}
