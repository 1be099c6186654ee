using Serverless.Occasions;

namespace Serverless.Statistics;

/// <summary>The reception days of a quarter (民情接待日; domain 5, G2). One counts in the quarter of its date by rule, whatever day it is held on.</summary>
/// <param name="Due">How many the rule asks for: one in the first and third quarter, two in the second and fourth.</param>
/// <param name="Held">Those that took place.</param>
/// <param name="Shifted">Those on another day than the one by rule, because of a holiday or because the station moved them; a cancelled one is on no day.</param>
/// <param name="Cancelled">Those that were called off.</param>
public sealed record ReceptionCount(int Due, int Held, int Shifted, int Cancelled)
{
    public static readonly ReceptionCount None = new(0, 0, 0, 0);

    /// <summary>Of those due, how many were held.</summary>
    public Rate Rate => new(Held, Due);

    /// <summary>Counts a station's receptions of a quarter, one for each day by rule, as they stand.</summary>
    public static ReceptionCount Of(IReadOnlyCollection<Occasion> receptions) => new(
        receptions.Count,
        receptions.Count(reception => reception.Status == OccasionStatus.Held),
        receptions.Count(reception => reception.Status != OccasionStatus.Cancelled && reception.Date != reception.NominalDate),
        receptions.Count(reception => reception.Status == OccasionStatus.Cancelled));

    public static ReceptionCount operator +(ReceptionCount one, ReceptionCount other) =>
        new(one.Due + other.Due, one.Held + other.Held, one.Shifted + other.Shifted, one.Cancelled + other.Cancelled);
}
