namespace Serverless.Calendar;

/// <summary>A reception day (民情接待日) as the calendar has it, for every station.</summary>
/// <param name="NominalDate">The date by rule. Month and quarter of a reception are those of this date, whatever day it is held on.</param>
/// <param name="Date">The date it takes place.</param>
/// <param name="Shifted">True when a holiday moved it.</param>
/// <param name="Warning">A Chinese sentence when the year's holidays are not known and nothing was shifted for that reason; else null.</param>
public sealed record ReceptionDay(DateOnly NominalDate, DateOnly Date, bool Shifted, string? Warning);
