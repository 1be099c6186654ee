using System.Globalization;

namespace Serverless.Notices;

/// <summary>
/// What all notices of a station have in common when its people are told of one occasion, so many days ahead. A round
/// is claimed and recorded as a whole.
/// </summary>
/// <param name="StationId">The station of the occasion.</param>
/// <param name="NominalDate">The occasion's date by rule; it stays when the occasion moves.</param>
/// <param name="Kind">The occasion's kind in lower-case letters, such as <c>reception</c>.</param>
/// <param name="OffsetDays">Days relative to the occasion, 0 or negative: -7 is a week ahead.</param>
public sealed record NoticeRound(string StationId, DateOnly NominalDate, string Kind, int OffsetDays)
{
    /// <summary>The occasion's key: <c>reception-20261220-na017</c>.</summary>
    public string Occasion => $"{Kind}-{Day(NominalDate)}-{StationId}";

    /// <summary>The offset as keys write it: <c>D7</c>, <c>D1</c>, <c>D0</c>.</summary>
    public string Ahead => string.Create(CultureInfo.InvariantCulture, $"D{-OffsetDays}");

    /// <summary>A date as keys write it: <c>20261220</c>.</summary>
    public static string Day(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The round that a station's keys name: <c>20261220</c>, <c>reception</c>, <c>D7</c>.</summary>
    public static NoticeRound Parse(string stationId, string day, string kind, string ahead) => new(
        stationId,
        DateOnly.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture),
        kind,
        -int.Parse(ahead.AsSpan(1), CultureInfo.InvariantCulture));
}
