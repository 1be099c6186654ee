namespace Serverless.Stations;

/// <summary>When a station works, which is what its duties are counted by.</summary>
/// <param name="Status">Whether it works now.</param>
/// <param name="OpenedOn">Its first day; null when it has worked since before anybody counted.</param>
/// <param name="ClosedOn">Its last day; null while it is open, and where nobody noted it.</param>
public sealed record StationOpening(StationStatus Status = StationStatus.Active, DateOnly? OpenedOn = null, DateOnly? ClosedOn = null)
{
    /// <summary>
    /// True when what is due on the date, such as a reception day (民情接待日), is due at the station: the date lies between its
    /// first and its last day, both included. A suspended station owes nothing; nor does a closed one whose last day nobody knows.
    /// </summary>
    public bool Owes(DateOnly date) =>
        Status != StationStatus.Suspended && (Status != StationStatus.Closed || ClosedOn is not null)
        && !(date < OpenedOn) && !(date > ClosedOn);
}
