using System.Net;
using System.Text;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Local;

/// <summary>The page on which one becomes one of the demo people.</summary>
internal static class SignInPage
{
    /// <param name="members">Whom one may become.</param>
    /// <param name="current">Who one is; null when nobody.</param>
    /// <param name="next">Where one goes from there.</param>
    public static string Of(IReadOnlyList<Member> members, string? current, string next)
    {
        var page = new StringBuilder("""
            <!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>演示登录</title>
            <style>body{font:16px/1.6 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.3rem .8rem .3rem 0}</style>
            <h1>演示登录</h1>
            """);
        page.Append(current is null ? "<p>尚未登录。</p>" : $"<p>当前：{Text(current)}　<a href=\"/.auth/logout?post_logout_redirect_uri=/.auth\">退出</a></p>");
        page.Append("<table><tr><th>成员</th><th>角色</th><th>范围</th></tr>");
        foreach (var member in members)
            page.Append($"<tr><td><a href=\"/.auth/login/demo?as={member.Id}&amp;post_login_redirect_uri={Text(Uri.EscapeDataString(next))}\">{Text(member.Name)}</a></td>")
                .Append($"<td>{string.Join('、', member.Roles.Select(Json.Name))}</td><td>{Text(string.Join('、', member.Scopes))}</td></tr>");
        return page.Append("</table></html>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
