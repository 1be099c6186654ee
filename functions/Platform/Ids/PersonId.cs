using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>What names a representative (代表编号), such as <c>r0412</c>: 1 to 40 ASCII letters, digits, hyphens and underscores.</summary>
[JsonConverter(typeof(IdentifierJson<PersonId>))]
public readonly record struct PersonId : IIdentifier<PersonId>
{
    private readonly string text;

    private PersonId(string text) => this.text = text;

    public static bool IsValid(string? text) => text is { Length: >= 1 and <= 40 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static bool TryParse([NotNullWhen(true)] string? text, out PersonId id)
    {
        id = IsValid(text) ? new PersonId(text!) : default;
        return id.text is not null;
    }

    public static implicit operator string(PersonId id) => id.text;

    public override string ToString() => text;
}
