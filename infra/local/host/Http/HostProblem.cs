using System.Text;
using Microsoft.AspNetCore.Http;

namespace Serverless.Local;

/// <summary>The host's own refusals, as problem+json in the product's form.</summary>
internal sealed class HostProblem
{
    public static readonly HostProblem KeyMissing = new(401, "keyMissing", "缺少访问密钥", "请在请求头 x-functions-key 中提供访问密钥。");
    public static readonly HostProblem KeyWrong = new(401, "keyWrong", "访问密钥不正确", "请核对请求头 x-functions-key 中的访问密钥。");
    public static readonly HostProblem RouteNotFound = new(404, "routeNotFound", "没有这个地址", "请核对请求地址。");
    public static readonly HostProblem FunctionNotFound = new(404, "functionNotFound", "没有这个函数", "请核对函数名称。");
    public static readonly HostProblem InputInvalid = new(400, "inputInvalid", "请求内容不合规范", """请提交 {\"input\":\"\"} 这样的内容。""");
    public static readonly HostProblem NotRunnable = new(409, "notRunnable", "这个函数由请求触发", "请直接访问它的地址。");
    public static readonly HostProblem MethodNotAllowed = new(405, "methodNotAllowed", "不支持这个请求方法", "请按响应头 Allow 中的方法重新请求。");
    public static readonly HostProblem FunctionFailed = new(500, "functionFailed", "服务出现故障", "请稍后重试；如仍失败，请将时间告知管理员。");

    private readonly int status;
    private readonly byte[] body;

    private HostProblem(int status, string code, string title, string detail)
    {
        this.status = status;
        body = Encoding.UTF8.GetBytes($$"""{"status":{{status}},"title":"{{title}}","detail":"{{detail}}","code":"{{code}}"}""");
    }

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.ContentLength = body.Length;
        // HEAD answers carry no body.
        return HttpMethods.IsHead(response.HttpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, 0, body.Length);
    }
}
