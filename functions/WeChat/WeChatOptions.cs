using System.Globalization;
using Microsoft.Extensions.Configuration;
using Serverless.Platform;

namespace Serverless.WeChat;

/// <summary>The settings <c>WeChat__*</c> of the official account (公众号).</summary>
public sealed record WeChatOptions
{
    /// <summary>Only sealed pushes are taken and replies are sealed (安全模式).</summary>
    public const string Secure = "secure";

    /// <summary>WeChat sends both forms; only the sealed one is read (兼容模式).</summary>
    public const string Compatible = "compatible";

    /// <summary>Nothing is sealed (明文模式): whoever has once seen a request can forge others.</summary>
    public const string Plain = "plain";

    /// <summary>The names a template may have under <see cref="Templates"/>.</summary>
    public static readonly IReadOnlyList<string> TemplateNames = ["Reception", "Meeting", "Progress", "Rate", "Overdue"];

    /// <summary>The account's AppID, which every sealed push must carry.</summary>
    public required string AppId { get; init; }

    /// <summary>The secret that access tokens are asked for with.</summary>
    public required string AppSecret { get; init; }

    /// <summary>The token that requests are signed with: 3 to 32 letters and digits.</summary>
    public required string Token { get; init; }

    /// <summary>The key that pushes are sealed with: 43 letters and digits; not needed in plain mode.</summary>
    public string? EncodingAESKey { get; init; }

    /// <summary>The key before it: set both before the console is changed to the new one, take this one away later.</summary>
    public string? PreviousEncodingAESKey { get; init; }

    /// <summary><see cref="Secure"/>, <see cref="Compatible"/> or <see cref="Plain"/>, as in the account's console.</summary>
    public string Mode { get; init; } = Secure;

    /// <summary>Where WeChat's API is.</summary>
    public string ApiBaseUrl { get; init; } = "https://api.weixin.qq.com";

    /// <summary>The station of a sender who has scanned no code.</summary>
    public required string DefaultStation { get; init; }

    /// <summary>
    /// Template ids by name, in whatever letters; what has none is not sent: <c>WeChat__Templates__Reception</c>,
    /// <c>WeChat__Templates__Meeting</c>, <c>WeChat__Templates__Progress</c>, <c>WeChat__Templates__Rate</c>, <c>WeChat__Templates__Overdue</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seconds a request's timestamp may be from now, before or after; 1 to 86,400, default 300.</summary>
    public int ReplayWindowSeconds { get; init; } = 300;

    /// <summary>The settings as they stand in the configuration.</summary>
    /// <exception cref="SettingException">One is missing or bad.</exception>
    public static WeChatOptions From(IConfiguration configuration)
    {
        var mode = Optional(configuration, "WeChat__Mode", text => text is Secure or Compatible or Plain, "must be secure, compatible or plain, as in the official account's console") ?? Secure;
        return new()
        {
            AppId = Read(configuration, "WeChat__AppId", IsAppId, "must be the AppID of the official account"),
            AppSecret = Read(configuration, "WeChat__AppSecret", text => text.Length > 0 && !text.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal), "must be the AppSecret of the official account"),
            Token = Read(configuration, "WeChat__Token", IsToken, "must be 3 to 32 letters and digits, as in the official account's console"),
            EncodingAESKey = mode == Plain ? null : Read(configuration, "WeChat__EncodingAESKey", IsKey, "must be exactly 43 letters and digits, as in the official account's console"),
            PreviousEncodingAESKey = Optional(configuration, "WeChat__PreviousEncodingAESKey", IsKey, "must be exactly 43 letters and digits, or absent"),
            Mode = mode,
            ApiBaseUrl = Optional(configuration, "WeChat__ApiBaseUrl", IsSafe, "must be an https address without a path (http for this machine only)") ?? "https://api.weixin.qq.com",
            DefaultStation = Read(configuration, "WeChat__DefaultStation", IsStation, "must be a station's id: 2 to 20 lowercase letters and digits"),
            Templates = TemplatesOf(configuration.GetSection("WeChat:Templates")),
            ReplayWindowSeconds = SecondsOf(Optional(configuration, "WeChat__ReplayWindowSeconds", text => SecondsOf(text) is >= 1 and <= 86400, "must be a number of seconds from 1 to 86400") ?? "300"),
        };
    }

    /// <summary>Says nothing secret: a record would print every member.</summary>
    public override string ToString() => $"{nameof(WeChatOptions)} {AppId} {Mode}";

    private static Dictionary<string, string> TemplatesOf(IConfigurationSection section)
    {
        var templates = section.GetChildren().Where(child => child.Value is { Length: > 0 }).ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase);
        foreach (var name in templates.Keys)
            Require(TemplateNames.Contains(name, StringComparer.OrdinalIgnoreCase), $"WeChat__Templates__{name}", $"is none of {string.Join(", ", TemplateNames)}");
        return templates;
    }

    private static string Read(IConfiguration configuration, string name, Func<string, bool> isGood, string reason)
    {
        var text = configuration[KeyOf(name)];
        Require(text is not null && isGood(text), name, reason);
        return text!;
    }

    private static string? Optional(IConfiguration configuration, string name, Func<string, bool> isGood, string reason) =>
        string.IsNullOrEmpty(configuration[KeyOf(name)]) ? null : Read(configuration, name, isGood, reason);

    private static string KeyOf(string name) => name.Replace("__", ":");

    private static void Require(bool holds, string name, string reason)
    {
        if (!holds) throw new SettingException(name, reason);
    }

    private static bool IsAppId(string text) => text.Length is >= 3 and <= 64 && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsToken(string text) => text.Length is >= 3 and <= 32 && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsKey(string text) => text.Length == 43 && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsStation(string text) =>
        text.Length is >= 2 and <= 20 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static int SecondsOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    // The access token travels in the query: never in the clear over a network.
    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
        && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
