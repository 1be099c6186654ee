using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>A reception of which people are to be reminded on a day.</summary>
/// <param name="NominalDate">Its date by rule.</param>
/// <param name="Date">The date it takes place.</param>
/// <param name="OffsetDays">Days relative to the date, 0 or negative.</param>
/// <param name="StationId">The one station it concerns; null when it is every station's.</param>
public sealed record DueReception(DateOnly NominalDate, DateOnly Date, int OffsetDays, StationId? StationId);
