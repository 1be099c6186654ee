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

    private static readonly (string Name, string Use)[] Uses =
    [
        ("Reception", "reminders of reception days"), ("Meeting", "reminders of meetings"), ("Progress", "an opinion's progress"),
        ("Rate", "the request to rate an answer"), ("Overdue", "what is overdue"),
    ];

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

    /// <summary>The station of a sender who has scanned no code; null when such a sender is to scan or to choose first.</summary>
    public StationId? DefaultStation { get; init; }

    /// <summary>Template ids by name; what has none is not sent.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>();

    /// <summary>Seconds a request's timestamp may be from now, before or after; 1 to 86,400, default 300.</summary>
    public int ReplayWindowSeconds { get; init; } = 300;

    /// <summary>The account as set.</summary>
    /// <exception cref="SettingException">A setting is missing or bad.</exception>
    public static WeChatOptions From(Settings settings) => new()
    {
        AppId = settings.Required("WeChat__AppId", "the official account", IsAppId, "the AppID of the official account"),
        AppSecret = settings.Required("WeChat__AppSecret", "its secret", _ => true, "the AppSecret of the official account"),
        Token = settings.Required("WeChat__Token", "the token of the webhook, 3 to 32 letters and digits", IsToken, "3 to 32 letters and digits, as in the official account's console"),
        Mode = Read(settings, out var isPlain),
        EncodingAESKey = settings.Read<string?>(
            "WeChat__EncodingAESKey", "", "43 letters and digits; not needed in plain mode",
            (text, out key) => (key = isPlain ? null : text) is null || IsKey(text), "exactly 43 letters and digits, as in the official account's console"),
        PreviousEncodingAESKey = settings.Optional("WeChat__PreviousEncodingAESKey", "the key before, while it is being changed", IsKey, "exactly 43 letters and digits"),
        ApiBaseUrl = settings.Read<string>(
            "WeChat__ApiBaseUrl", "https://api.weixin.qq.com", "where WeChat's API is; a local fake in development",
            (text, out address) => IsSafe(address = text), "an https address without a path (http for this machine only)"),
        DefaultStation = settings.Optional(
            "WeChat__DefaultStation", "the station of a sender who has scanned no code; without it such a sender is asked to scan or to choose",
            StationId.IsValid, "a station's id: 2 to 20 lowercase letters and digits") is { } station ? Identifier.Read<StationId>(station) : null,
        ReplayWindowSeconds = settings.Number("WeChat__ReplayWindowSeconds", 300, 1, 86400, "how many seconds old or early a request to the webhook may be"),
        Templates = TemplatesOf(settings),
    };

    /// <summary>Says nothing secret: a record would print every member.</summary>
    public override string ToString() => $"{nameof(WeChatOptions)} {AppId} {Mode}";

    private static string Read(Settings settings, out bool isPlain)
    {
        var mode = settings.Read<string>(
            "WeChat__Mode", Secure, "`secure`, `compatible` or `plain`, as in the account's console; never inferred from a request",
            (text, out value) => (value = text) is Secure or Compatible or Plain, "secure, compatible or plain, as in the official account's console");
        isPlain = mode == Plain;
        return mode;
    }

    private static Dictionary<string, string> TemplatesOf(Settings settings)
    {
        var templates = new Dictionary<string, string>();
        foreach (var (name, use) in Uses)
            if (settings.Optional($"WeChat__Templates__{name}", $"template id of {use}; without it none is sent", _ => true, "a template id") is { } id) templates[name] = id;
        return templates;
    }

    private static bool IsAppId(string text) => text.Length is >= 3 and <= 64 && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsToken(string text) => text.Length is >= 3 and <= 32 && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsKey(string text) => text.Length == 43 && text.All(char.IsAsciiLetterOrDigit);

    // The access token travels in the query: never in the clear over a network.
    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
        && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
