using System.Text.Json.Serialization;

namespace Serverless.Statistics;

/// <summary>A share of a whole (比率), with what it was made from: what is added up are these, never percentages.</summary>
/// <param name="Numerator">How many of them.</param>
/// <param name="Denominator">Out of how many.</param>
public sealed record Rate(int Numerator, int Denominator)
{
    /// <summary>In per cent with two decimals, half away from zero; null, never 0 or 100, when there is nothing to divide by.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public decimal? Percent => Denominator == 0 ? null : Math.Round(100m * Numerator / Denominator, 2, MidpointRounding.AwayFromZero);
}
