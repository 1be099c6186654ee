using System.Collections.Frozen;

namespace Serverless.Platform;

/// <summary>Settings <c>Http__*</c>.</summary>
/// <param name="AllowedOrigins">Origins whose pages may call from a browser, as browsers write them: <c>https://desk.example.cn</c>.</param>
public sealed record HttpOptions(FrozenSet<string> AllowedOrigins)
{
    /// <summary>The settings as set.</summary>
    /// <exception cref="SettingException">An origin is none, or <c>*</c>: any site's page could call with the key that it talked somebody out of.</exception>
    public static HttpOptions From(Settings settings)
    {
        var text = settings.Optional(
            "Http__AllowedOrigins", "origins whose pages may call from a browser with a key, such as `https://desk.example.cn`, with commas between; none when absent",
            all => Origins(all).All(IsOrigin), "exact origins such as https://desk.example.cn, with commas between, and never *");
        return new HttpOptions(Origins(text ?? "").ToFrozenSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Origins(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True for exactly what a browser sends: no path, no upper case, no default port.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;
}
