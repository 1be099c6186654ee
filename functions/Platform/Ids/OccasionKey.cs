using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Serverless.Platform;

/// <summary>
/// What names an occasion for good, even when it moves: <c>reception-20261220-na017</c>.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="NominalDate">Its date by rule, of the years 2000 to 2099.</param>
/// <param name="StationId">Where it is.</param>
[JsonConverter(typeof(IdentifierJson<OccasionKey>))]
public readonly record struct OccasionKey(OccasionKind Kind, DateOnly NominalDate, StationId StationId) : IIdentifier<OccasionKey>
{
    public static bool TryParse([NotNullWhen(true)] string? text, out OccasionKey key)
    {
        key = default;
        if (text?.Split('-') is not [var kind, { Length: 8 } date, var station]) return false;
        if (!Json.TryEnum<OccasionKind>(kind, out var known) || !Platform.StationId.TryParse(station, out var id)) return false;
        if (!DateOnly.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var nominal)) return false;
        key = new OccasionKey(known, nominal, id);
        return nominal.Year is >= 2000 and < 2100;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Json.Name(Kind)}-{NominalDate:yyyyMMdd}-{StationId}");
}
