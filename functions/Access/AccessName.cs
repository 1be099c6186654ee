using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>What a machine or a member is called: <c>hotline</c>, <c>w.li</c>; 2 to 40 lower-case ASCII letters, digits, dots, hyphens and underscores, the first a letter or digit.</summary>
[JsonConverter(typeof(IdentifierJson<AccessName>))]
public readonly record struct AccessName : IIdentifier<AccessName>
{
    private readonly string text;

    private AccessName(string text) => this.text = text;

    public static bool TryParse([NotNullWhen(true)] string? text, out AccessName name)
    {
        var fits = text is { Length: >= 2 and <= 40 } && text[0] is not ('.' or '-' or '_')
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
        name = fits ? new AccessName(text!) : default;
        return fits;
    }

    public override string ToString() => text;
}
