using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>Which notices a caller asks for; what is null does not narrow.</summary>
/// <param name="StationId">The station whose notices are meant.</param>
/// <param name="Occasion">The occasion they are about, one of the station's.</param>
/// <param name="RecipientId">Whom they are to.</param>
/// <param name="Status">How far they have come.</param>
public sealed record NoticeFilter(StationId? StationId = null, OccasionKey? Occasion = null, PersonId? RecipientId = null, NoticeStatus? Status = null)
{
    /// <summary>Reads the query values; an occasion names its station too.</summary>
    public static Outcome<NoticeFilter> Parse(string? stationId, string? occasion, string? recipientId, NoticeStatus? status)
    {
        if (Read<StationId>(stationId, "stationId 为 2 至 20 位小写字母或数字。").Refused(out var refusal, out var station)) return refusal;
        if (Read<OccasionKey>(occasion, "occasion 须为活动编号，例如 reception-20261220-na017。").Refused(out refusal, out var about)) return refusal;
        if (Read<PersonId>(recipientId, "recipientId 须为代表编号，例如 r0412。").Refused(out refusal, out var person)) return refusal;
        return about is { } one && station is { } other && one.StationId != other
            ? Refusals.QueryInvalid.Because("occasion 不是 stationId 这个站点的活动。")
            : new NoticeFilter(about?.StationId ?? station, about, person, status);
    }

    private static Outcome<T?> Read<T>(string? text, string sentence) where T : struct, IIdentifier<T>
    {
        if (text is null) return (T?)null;
        return T.TryParse(text, out var id) ? (T?)id : Refusals.QueryInvalid.Because(sentence);
    }
}
