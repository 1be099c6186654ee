using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>Which notices a caller asks for; what is null does not narrow.</summary>
/// <param name="StationId">The station whose notices are meant.</param>
/// <param name="Occasion">The occasion they are about, one of the station's.</param>
/// <param name="RecipientId">Whom they are to.</param>
/// <param name="Status">How far they have come.</param>
public sealed record NoticeFilter(StationId? StationId = null, OccasionKey? Occasion = null, PersonId? RecipientId = null, NoticeStatus? Status = null)
{
    /// <summary>The filter of a query: an occasion names its station too, and no other may be named beside it.</summary>
    public static Outcome<NoticeFilter> Of(StationId? stationId, OccasionKey? occasion, PersonId? recipientId, NoticeStatus? status) =>
        occasion is { } one && stationId is { } other && one.StationId != other
            ? Refusals.QueryInvalid.Because("occasion 不是 stationId 这个站点的活动。")
            : new NoticeFilter(occasion?.StationId ?? stationId, occasion, recipientId, status);
}
