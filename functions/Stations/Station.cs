using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>A place where deputies and deliberation representatives meet residents (家、站、点): 164 of them in the demo district.</summary>
/// <param name="StationId">What names it.</param>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Street">The street or town (街道、镇) it belongs to, 1 to 40 characters.</param>
public sealed record Station(StationId StationId, string Name, StationKind Kind, string Street)
{
    /// <summary>The village or community (村、社区), 1 to 40 characters, or null.</summary>
    public string? Village { get; init; }

    /// <summary>1 to 120 characters, or null.</summary>
    public string? Address { get; init; }

    /// <summary>Opening hours in plain words, 1 to 120 characters, or null.</summary>
    public string? Hours { get; init; }

    /// <summary>At most 20.</summary>
    public IReadOnlyList<StaffMember> Staff { get; init; } = [];

    /// <summary>Whether it works.</summary>
    public StationStatus Status { get; init; }

    /// <summary>Its first day, or null; see <see cref="StationOpening.Owes"/>.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>Its last day, or null; not before the first.</summary>
    public DateOnly? ClosedOn { get; init; }

    internal StationOpening Opening => new(Status, OpenedOn, ClosedOn);

    /// <summary>True when what is due on the date is due here; see <see cref="StationOpening.Owes"/>.</summary>
    public bool Owes(DateOnly date) => Opening.Owes(date);

    /// <summary>The station for who may not see telephones.</summary>
    public Station WithoutContacts() => this with { Staff = [.. Staff.Select(member => member with { Phone = null })] };
}
