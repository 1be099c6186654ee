using System.Globalization;
using System.Net;
using System.Text;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>A station's binding codes to print, cut apart and hand out: one slip a person.</summary>
public static class BindingPage
{
    /// <summary>The page; whatever names are made of, they are text in it.</summary>
    public static string Write(StationBindingCodes codes)
    {
        var page = new StringBuilder($$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="robots" content="noindex">
            <title>{{Text(codes.Station)}} 微信绑定码</title>
            <style>
            body { font-family: sans-serif; margin: 1.5em; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border: 1px dashed #666; padding: .6em; text-align: left; }
            td.code { font-family: monospace; font-size: 1.3em; white-space: nowrap; }
            tr { break-inside: avoid; }
            </style>
            </head>
            <body>
            <h1>{{Text(codes.Station)}} 微信绑定码</h1>
            <p>请本人关注公众号后，把绑定码作为消息发给公众号。每个绑定码只能用一次，请勿转给他人。</p>

            """);
        if (codes.Codes.Count == 0) page.Append("<p>本站代表均已绑定，没有需要打印的绑定码。</p>\n");
        else page.Append("<table>\n<thead><tr><th>代表编号</th><th>姓名</th><th>绑定码</th><th>有效期至</th></tr></thead>\n<tbody>\n");
        foreach (var one in codes.Codes)
            page.Append($"<tr><td>{Text(one.Id)}</td><td>{Text(one.Name)}</td><td class=\"code\">{Text(one.Code)}</td><td>{Text(When(one.ExpiresAt))}</td></tr>\n");
        return page.Append(codes.Codes.Count == 0 ? "" : "</tbody>\n</table>\n").Append("</body>\n</html>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string When(DateTimeOffset at) => at.ToOffset(StationClock.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
