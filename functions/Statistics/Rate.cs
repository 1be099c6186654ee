using System.Text.Json.Serialization;

namespace Serverless.Statistics;

/// <summary>
/// A share of a whole (比率). It carries what it was made from, so that rates of many stations are added up and never
/// averaged.
/// </summary>
/// <param name="Numerator">How many of them.</param>
/// <param name="Denominator">Out of how many.</param>
public sealed record Rate(int Numerator, int Denominator)
{
    /// <summary>In per cent with two decimals, half away from zero; null, never 0 or 100, when there is nothing to divide by.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public decimal? Percent => Denominator == 0 ? null : Math.Round(100m * Numerator / Denominator, 2, MidpointRounding.AwayFromZero);

    public static Rate operator +(Rate one, Rate other) => new(one.Numerator + other.Numerator, one.Denominator + other.Denominator);
}
