using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>What names a station (站点编号), such as <c>na017</c>: 2 to 20 lower-case ASCII letters and digits, fit for a key, a code's scene and a URL.</summary>
[JsonConverter(typeof(IdentifierJson<StationId>))]
public readonly record struct StationId : IIdentifier<StationId>
{
    private readonly string text;

    private StationId(string text) => this.text = text;

    public static bool IsValid(string? text) => text is { Length: >= 2 and <= 20 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    public static bool TryParse([NotNullWhen(true)] string? text, out StationId id)
    {
        id = IsValid(text) ? new StationId(text!) : default;
        return id.text is not null;
    }

    public static implicit operator string(StationId id) => id.text;

    public override string ToString() => text;
}
