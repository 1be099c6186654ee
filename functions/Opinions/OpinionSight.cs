using Serverless.Access;

namespace Serverless.Opinions;

/// <summary>Who may see which opinions of a station within reach, and how much of them.</summary>
public static class OpinionSight
{
    /// <summary>
    /// True for who reads opinions at large, for the representative it was given to, and for the program that handed it in.
    /// That the station is within reach is the gate's to say.
    /// </summary>
    public static bool Sees(Caller caller, Opinion opinion) =>
        (caller.May(Permission.ReadOpinions) && (!caller.IsPerson || (opinion.RepresentativeId is { } person && caller.Is(person))))
        || (caller.May(Permission.HandInOpinions) && opinion.HandedInBy == caller.Name);

    /// <summary>The opinion with no more of its sender than the caller may know.</summary>
    public static Opinion Shown(Caller caller, Opinion opinion) => caller.May(Permission.SeeContacts) ? opinion : opinion.WithoutContacts();
}
