using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// Which telling of its subject a notice is: <c>D7</c> a week ahead, <c>D0</c> on the day, or a word for what is told once, such
/// as <c>rate</c>; 1 to 20 ASCII letters and digits.
/// </summary>
[JsonConverter(typeof(IdentifierJson<NoticeStep>))]
public readonly record struct NoticeStep : IIdentifier<NoticeStep>
{
    private readonly string text;

    private NoticeStep(string text) => this.text = text;

    /// <summary>Days relative to the occasion, 0 or negative: -7 is a week ahead; null when the step is no such one.</summary>
    public int? OffsetDays =>
        text[0] == 'D' && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? -days : null;

    /// <summary>So many days relative to the occasion, 0 or negative.</summary>
    public static NoticeStep Ahead(int offsetDays) => new(string.Create(CultureInfo.InvariantCulture, $"D{-offsetDays}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out NoticeStep step)
    {
        step = text is { Length: >= 1 and <= 20 } && text.All(char.IsAsciiLetterOrDigit) ? new NoticeStep(text) : default;
        return step.text is not null;
    }

    public override string ToString() => text;
}
