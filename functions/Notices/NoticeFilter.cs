using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>Which notices a caller asks for; what is null does not narrow.</summary>
/// <param name="StationId">The station whose notices are meant.</param>
/// <param name="NominalDate">The date by rule of the occasion they are about; goes with <paramref name="Kind"/>.</param>
/// <param name="Kind">The kind of that occasion.</param>
/// <param name="Status">How far they have come.</param>
public sealed partial record NoticeFilter(string? StationId, DateOnly? NominalDate, string? Kind, NoticeStatus? Status)
{
    /// <summary>Reads the query values <c>stationId</c>, <c>occasion</c> (such as <c>reception-20261220-na017</c>) and <c>status</c>.</summary>
    public static Outcome<NoticeFilter> Parse(string? stationId, string? occasion, string? status)
    {
        if (stationId is not null && !StationKey().IsMatch(stationId))
            return Refusals.QueryInvalid.Because("stationId 为 2 至 20 位小写字母或数字。");
        if (ParseStatus(status).Refused(out var refusal, out var filter)) return refusal;
        if (occasion is null) return filter with { StationId = stationId };
        if (OccasionKey().Match(occasion) is not { Success: true } parts || !TryDay(parts.Groups[2].Value, out var nominal))
            return Refusals.QueryInvalid.Because("occasion 须为活动编号，例如 reception-20261220-na017。");
        return stationId is not null && stationId != parts.Groups[3].Value
            ? Refusals.QueryInvalid.Because("occasion 不是 stationId 这个站点的活动。")
            : filter with { StationId = parts.Groups[3].Value, NominalDate = nominal, Kind = parts.Groups[1].Value };
    }

    private static Outcome<NoticeFilter> ParseStatus(string? status)
    {
        var none = new NoticeFilter(null, null, null, null);
        if (status is null) return none;
        if (Json.TryEnum<NoticeStatus>(status, out var known)) return none with { Status = known };
        return Refusals.QueryInvalid.Because("status 须为 planned、sent、delivered、failed、dead 之一。");
    }

    private static bool TryDay(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    [GeneratedRegex(@"^[a-z0-9]{2,20}\z")]
    private static partial Regex StationKey();

    [GeneratedRegex(@"^([a-z]{1,20})-(\d{8})-([a-z0-9]{2,20})\z", RegexOptions.ECMAScript)]
    private static partial Regex OccasionKey();
}
