using System.Text.Json.Serialization;
using Serverless.Notices;
using Serverless.Platform;

namespace Serverless.Reminders;

/// <summary>
/// The order to remind the people of one station of one reception. It says which date it was made for, so that the
/// worker does nothing when the reception has moved since. Losing an order loses nothing: the heartbeat gives it again.
/// </summary>
/// <param name="Occasion">The reception (民情接待日) and its station.</param>
/// <param name="StationName">The station's name, so that the worker need not read the station.</param>
/// <param name="Date">The date it was to take place when the order was given.</param>
/// <param name="OffsetDays">Days relative to the date, 0 or negative.</param>
/// <param name="Again">True when notices may exist already, so that they are looked at first.</param>
/// <param name="Turn">How often the order was put back because another worker was at it.</param>
public sealed record ReminderOrder(OccasionKey Occasion, string StationName, DateOnly Date, int OffsetDays, bool Again, int Turn = 0)
{
    /// <summary>After so many turns the heartbeat is left to look again.</summary>
    public const int MostTurns = 5;

    /// <summary>The kind of notice it asks for: the name of the account's template.</summary>
    public const string Template = "Reception";

    /// <summary>The round of notices it asks for: of each date that a reception gets, another.</summary>
    [JsonIgnore]
    public NoticeRound Round => new(Occasion, NoticeStep.Ahead(OffsetDays, Date == Occasion.NominalDate ? null : Date));

    /// <summary>The day it is for.</summary>
    [JsonIgnore]
    public DateOnly Day => Date.AddDays(OffsetDays);
}
