using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>Which occasions a caller wants to see.</summary>
/// <param name="From">The first date they may take place on.</param>
/// <param name="To">The last date.</param>
/// <param name="StationId">Of this station only; null for all.</param>
/// <param name="Kind">Of this kind only; null for all.</param>
public sealed record OccasionQuery(DateOnly From, DateOnly To, StationId? StationId, OccasionKind? Kind)
{
    /// <summary>The longest period of one query, in days: a year and the days around it.</summary>
    private const int Most = 400;

    /// <summary>False when the kind rules out what the calendar has.</summary>
    public bool WantsReceptions => Kind is null or OccasionKind.Reception;

    /// <summary>The query with what is absent filled in: the running quarter, or the quarter of the date that is given.</summary>
    public static Outcome<OccasionQuery> Of(DateOnly? from, DateOnly? to, StationId? stationId, OccasionKind? kind, DateOnly today)
    {
        var query = new OccasionQuery(from ?? Quarter.Of(to ?? today).First, to ?? Quarter.Of(from ?? today).Last, stationId, kind);
        if (query.To < query.From) return Refusals.QueryInvalid.Because("to 不能早于 from。");
        return query.To.DayNumber - query.From.DayNumber < Most ? query : Refusals.QueryInvalid.Because($"一次最多查询 {Most} 天。请分段查询。");
    }
}
