using System.ComponentModel.DataAnnotations;

namespace Serverless.WeChat;

/// <summary>The settings <c>WeChat__…</c> of the official account (公众号). No message quotes a value: most are secrets.</summary>
public sealed class WeChatOptions : IValidatableObject
{
    /// <summary>The part of the configuration they stand in.</summary>
    public const string Section = "WeChat";

    /// <summary>Only sealed pushes are taken and replies are sealed (安全模式).</summary>
    public const string Secure = "secure";

    /// <summary>WeChat sends both forms; only the sealed one is read (兼容模式).</summary>
    public const string Compatible = "compatible";

    /// <summary>Nothing is sealed (明文模式); whoever has once seen a request can forge others.</summary>
    public const string Plain = "plain";

    /// <summary>The names a template may have under <see cref="Templates"/>.</summary>
    public static readonly IReadOnlyList<string> TemplateNames = ["Reception", "Meeting", "Progress", "Rate", "Overdue"];

    /// <summary>The account's AppID, which every sealed push must carry.</summary>
    [Required(ErrorMessage = "WeChat__AppId must be set to the AppID of the official account.")]
    [RegularExpression("[0-9A-Za-z]{3,64}", ErrorMessage = "WeChat__AppId must be the AppID of the official account: letters and digits.")]
    public string AppId { get; set; } = "";

    /// <summary>The secret that access tokens are asked for with.</summary>
    [Required(ErrorMessage = "WeChat__AppSecret must be set to the AppSecret of the official account.")]
    public string AppSecret { get; set; } = "";

    /// <summary>The token that requests are signed with.</summary>
    [Required(ErrorMessage = "WeChat__Token must be set to the token entered in the official account's console.")]
    [RegularExpression("[0-9A-Za-z]{3,32}", ErrorMessage = "WeChat__Token must be 3 to 32 letters and digits, as in the official account's console.")]
    public string Token { get; set; } = "";

    /// <summary>The key that pushes are sealed with; not needed in plain mode.</summary>
    public string? EncodingAESKey { get; set; }

    /// <summary>The key before it, while the console is being changed to the new one.</summary>
    public string? PreviousEncodingAESKey { get; set; }

    /// <summary><see cref="Secure"/>, <see cref="Compatible"/> or <see cref="Plain"/>, as in the account's console.</summary>
    [RegularExpression("secure|compatible|plain", ErrorMessage = "WeChat__Mode must be secure, compatible or plain, as in the official account's console.")]
    public string Mode { get; set; } = Secure;

    /// <summary>Where WeChat's API is.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.weixin.qq.com";

    /// <summary>The station of a sender who has scanned no code.</summary>
    [Required(ErrorMessage = "WeChat__DefaultStation must be set to the station of senders who have scanned no code.")]
    [RegularExpression("[a-z0-9]{2,20}", ErrorMessage = "WeChat__DefaultStation must be a station's id: 2 to 20 lowercase letters and digits.")]
    public string DefaultStation { get; set; } = "";

    /// <summary>Template ids by name (<see cref="TemplateNames"/>); a name without one is not sent.</summary>
    public Dictionary<string, string> Templates { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seconds a request's timestamp may be from now, before or after.</summary>
    [Range(1, 86400, ErrorMessage = "WeChat__ReplayWindowSeconds must be a number of seconds from 1 to 86400.")]
    public int ReplayWindowSeconds { get; set; } = 300;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode != Plain && !IsKey(EncodingAESKey))
            yield return new("WeChat__EncodingAESKey must be exactly 43 letters and digits, as in the official account's console.");
        if (!string.IsNullOrEmpty(PreviousEncodingAESKey) && !IsKey(PreviousEncodingAESKey))
            yield return new("WeChat__PreviousEncodingAESKey must be exactly 43 letters and digits, or absent.");
        if (!IsSafe(ApiBaseUrl))
            yield return new("WeChat__ApiBaseUrl must be an https address without path or query (http only on this machine).");
        foreach (var name in Templates.Keys.Where(name => !TemplateNames.Contains(name, StringComparer.OrdinalIgnoreCase)))
            yield return new($"WeChat__Templates__{name} must be one of {string.Join(", ", TemplateNames)}.");
    }

    private static bool IsKey(string? key) => key?.Length == 43 && key.All(char.IsAsciiLetterOrDigit);

    // The access token travels in the query: never in the clear over a network.
    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
        && uri is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
