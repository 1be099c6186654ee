using System.Globalization;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// What makes a notice this one and no other: who is told of which occasion, how many days ahead. Its parts are its
/// identity, so planning it twice is one notice.
/// </summary>
/// <param name="StationId">The station of the occasion.</param>
/// <param name="NominalDate">The occasion's date by rule; it stays when the occasion moves.</param>
/// <param name="Kind">The occasion's kind in lower-case letters, such as <c>reception</c>.</param>
/// <param name="OffsetDays">Days relative to the occasion, 0 or negative: -7 is a week ahead.</param>
/// <param name="RecipientId">The representative.</param>
public sealed record NoticeKey(string StationId, DateOnly NominalDate, string Kind, int OffsetDays, string RecipientId)
{
    /// <summary>The notice's name in the API: <c>na017.20261220.reception.D7.r001</c>.</summary>
    public string Id => $"{StationId}.{Day(NominalDate)}.{Kind}.{Ahead}.{RecipientId}";

    /// <summary>The occasion's key: <c>reception-20261220-na017</c>.</summary>
    public string Occasion => $"{Kind}-{Day(NominalDate)}-{StationId}";

    /// <summary>
    /// The name WeChat knows a duplicate by, <c>client_msg_id</c>: 32 hexadecimal characters, the same for every try.
    /// </summary>
    public string DuplicateKey => ContentHash.Key("notice", Id);

    /// <summary>The offset as keys write it: <c>D7</c>, <c>D1</c>, <c>D0</c>.</summary>
    public string Ahead => string.Create(CultureInfo.InvariantCulture, $"D{-OffsetDays}");

    /// <summary>A date as keys write it: <c>20261220</c>.</summary>
    public static string Day(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Reads a date as keys write it.</summary>
    public static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Reads an offset as keys write it.</summary>
    public static int OffsetOf(string ahead) => -int.Parse(ahead.AsSpan(1), CultureInfo.InvariantCulture);
}
