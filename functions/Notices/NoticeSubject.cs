using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>What a notice is about: an occasion or an opinion. Either says at which station and of which day it is.</summary>
[JsonConverter(typeof(IdentifierJson<NoticeSubject>))]
public readonly record struct NoticeSubject : IIdentifier<NoticeSubject>
{
    /// <summary>The occasion; null when it is about something else.</summary>
    public OccasionKey? Occasion { get; private init; }

    /// <summary>The opinion; null when it is about something else.</summary>
    public OpinionNumber? Opinion { get; private init; }

    public StationId StationId => Occasion?.StationId ?? Opinion!.Value.StationId;

    /// <summary>The occasion's date by rule, or the day the opinion came.</summary>
    public DateOnly Day => Occasion?.NominalDate ?? Opinion!.Value.Day;

    public static implicit operator NoticeSubject(OccasionKey occasion) => new() { Occasion = occasion };

    public static implicit operator NoticeSubject(OpinionNumber opinion) => new() { Opinion = opinion };

    public static bool TryParse([NotNullWhen(true)] string? text, out NoticeSubject subject)
    {
        subject = default;
        if (OccasionKey.TryParse(text, out var occasion)) subject = occasion;
        else if (OpinionNumber.TryParse(text, out var opinion)) subject = opinion;
        return subject != default;
    }

    public override string ToString() => Occasion?.ToString() ?? Opinion?.ToString() ?? "";
}
