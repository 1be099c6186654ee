using System.Globalization;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Occasions;

/// <summary>
/// What names an occasion for good, even when it moves: <c>reception-20261220-na017</c>.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="NominalDate">Its date by rule, of the years 2000 to 2099.</param>
/// <param name="StationId">Where it is.</param>
public readonly record struct OccasionKey(OccasionKind Kind, DateOnly NominalDate, string StationId)
{
    /// <summary>Reads a key; anything else is <see cref="Refusals.OccasionNotFound"/>.</summary>
    public static Outcome<OccasionKey> Parse(string text) =>
        text.Split('-') is [var kind, { Length: 8 } date, var station]
        && Json.TryEnum<OccasionKind>(kind, out var known) && Station.IsId(station)
        && DateOnly.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var nominal)
        && nominal.Year is >= 2000 and < 2100
            ? new OccasionKey(known, nominal, station)
            : Refusals.OccasionNotFound;

    public override string ToString() => $"{Json.Name(Kind)}-{NominalDate:yyyyMMdd}-{StationId}";
}
