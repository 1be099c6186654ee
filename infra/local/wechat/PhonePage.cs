using System.Net;
using System.Text;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Local.WeChat;

/// <summary>The phones as pages: the shelf, and a phone's screen as WeChat shows it.</summary>
internal static class PhonePage
{
    /// <summary>What pages may load and do: their own style and script, and nothing from elsewhere.</summary>
    public const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    /// <summary>All phones on the shelf, and the way to others.</summary>
    public static string Shelf(IReadOnlyList<Phone> phones) => Frame("演示手机", $"""
        <header><h1>演示手机</h1></header>
        <main class="shelf">
        <p>这里是模拟的微信：扫码、发消息、看回复、等提醒，都经过真实的接口。只在本机可用。</p>
        <ul>{string.Concat(phones.Select(Entry))}</ul>
        <form method="post" action="/phones/new"><button>＋ 新手机</button></form>
        <form method="get" action="/phones/open"><label>其他手机 <input name="openId" required maxlength="64" pattern="[A-Za-z0-9_\-]+" placeholder="OpenID，如 demo-openid-0003"></label><button>打开</button></form>
        </main>
        """);

    /// <summary>A phone's screen.</summary>
    /// <param name="stations">Whose codes can be scanned.</param>
    /// <param name="people">Representatives whose codes can be scanned.</param>
    public static string Screen(Phone phone, IReadOnlyList<Station> stations, IReadOnlyList<Representative> people) => Frame(phone.Name ?? phone.OpenId, $"""
        <header><a href="/phones" aria-label="返回">‹</a><h1>人大代表家站点<small>{Text(phone.Name ?? phone.OpenId)}</small></h1></header>
        <main><ol id="lines" data-from="/phones/{phone.OpenId}/lines">{Lines(phone)}</ol></main>
        <footer>
        <details{(phone.Lines.Count == 0 ? " open" : "")}><summary>扫码与关注</summary>
        <form method="post" action="/phones/{phone.OpenId}/scan"><select name="code" aria-label="二维码"><option value="">选择要扫的二维码</option>{Codes(stations, people)}</select><input name="scene" maxlength="64" aria-label="场景值" placeholder="或输入场景值，如 s.na017"><button>扫码</button></form>
        <form method="post" action="/phones/{phone.OpenId}/{(phone.Follows ? "unfollow" : "follow")}"><button class="plain">{(phone.Follows ? "取消关注" : "关注")}</button></form>
        </details>
        <form method="post" action="/phones/{phone.OpenId}/text" class="say"><textarea name="text" rows="1" required maxlength="2000" aria-label="消息" placeholder="说说您的意见"></textarea><button>发送</button></form>
        </footer>
        """);

    /// <summary>What stands on the screen, which the page asks for again and again.</summary>
    public static string Lines(Phone phone) => string.Concat(phone.Lines.Select(line =>
        $"<li class=\"{line.Speaker.ToString().ToLowerInvariant()}\"><time>{line.At.ToOffset(Zone):M月d日 HH:mm}</time>{Body(line)}</li>"));

    private static string Body(PhoneLine line) => line.Speaker == Speaker.Notice && line.Text.Split('\n') is [var title, .. var rest]
        ? $"<div><strong>{Text(title)}提醒</strong>{string.Concat(rest.Select(value => $"<span>{Text(value)}</span>"))}</div>"
        : $"<div>{Text(line.Text)}</div>";

    private static string Entry(Phone phone) =>
        $"<li><a href=\"/phones/{phone.OpenId}\"><b>{Text(phone.Name!)}</b><span>{Text(phone.Lines is [.., var last] ? last.Text.Split('\n')[0] : phone.Follows ? "已关注" : "未关注")}</span></a></li>";

    private static string Codes(IReadOnlyList<Station> stations, IReadOnlyList<Representative> people)
    {
        var options = new StringBuilder();
        if (people.Count > 0) options.Append("<optgroup label=\"代表\">").AppendJoin("", people.Select(person => Code($"r.{person.Id}", person.Name))).Append("</optgroup>");
        foreach (var street in stations.GroupBy(station => station.Street))
            options.Append($"<optgroup label=\"{Text(street.Key)}\">").AppendJoin("", street.Select(station => Code($"s.{station.StationId}", station.Name))).Append("</optgroup>");
        return options.ToString();
    }

    private static string Code(string scene, string name) => $"<option value=\"{scene}\">{Text(name)}（{scene}）</option>";

    private static string Frame(string title, string body) =>
        $"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(title)}</title><link rel="stylesheet" href="/phones/phones.css"><script src="/phones/phones.js" defer></script></head><body><div class="phone">{body}</div></body></html>""";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
