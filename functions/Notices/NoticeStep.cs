using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// Which telling of its subject a notice is, 1 to 20 ASCII letters and digits: <c>D7</c> a week ahead of its date by rule,
/// <c>D7on20261225</c> of another date, <c>V3on20261225</c> that since its third version it is on that date, <c>V4off</c> that
/// since its fourth it is cancelled, or a word for what is told once, such as <c>rate</c>.
/// </summary>
[JsonConverter(typeof(IdentifierJson<NoticeStep>))]
public readonly partial record struct NoticeStep : IIdentifier<NoticeStep>
{
    private const string DateFormat = "yyyyMMdd";

    private readonly string text;

    private NoticeStep(string text) => this.text = text;

    /// <summary>Days relative to the occasion, 0 or negative: -7 is a week ahead; null when the step is no such one.</summary>
    public int? OffsetDays => Shape().Match(text) is { Success: true } shape && shape.Groups["days"] is { Success: true } days
        ? -int.Parse(days.Value, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;

    /// <summary>True when it tells those who were told something else that the occasion was moved, cancelled or restored.</summary>
    public bool IsChange => Shape().Match(text).Groups["version"].Success;

    /// <summary>So many days ahead of a date, 0 or negative.</summary>
    /// <param name="offsetDays">Days relative to the date.</param>
    /// <param name="date">When it takes place; null on its date by rule.</param>
    public static NoticeStep Ahead(int offsetDays, DateOnly? date = null) => new(string.Create(CultureInfo.InvariantCulture, $"D{-offsetDays}{On(date)}"));

    /// <summary>That an occasion takes place otherwise since one of its versions.</summary>
    /// <param name="version">The version.</param>
    /// <param name="date">When it takes place; null when it does not.</param>
    public static NoticeStep Change(int version, DateOnly? date) => new(string.Create(CultureInfo.InvariantCulture, $"V{version}{(date is null ? "off" : On(date))}"));

    /// <summary>When it says that the occasion takes place; null when it says that it does not, or is about something else.</summary>
    /// <param name="nominalDate">The occasion's date by rule.</param>
    public DateOnly? Says(DateOnly nominalDate)
    {
        var shape = Shape().Match(text);
        if (DateOnly.TryParseExact(shape.Groups["date"].ValueSpan, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        return shape.Groups["days"].Success ? nominalDate : null;
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out NoticeStep step)
    {
        step = text is { Length: >= 1 and <= 20 } && text.All(char.IsAsciiLetterOrDigit) ? new NoticeStep(text) : default;
        return step.text is not null;
    }

    public override string ToString() => text;

    private static string On(DateOnly? date) => date?.ToString("'on'" + DateFormat, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("^(?:D(?<days>[0-9]{1,3})(?:on(?<date>[0-9]{8}))?|V(?<version>[0-9]{1,6})(?:on(?<date>[0-9]{8})|off))$")]
    private static partial Regex Shape();
}
