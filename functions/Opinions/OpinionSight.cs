using Serverless.Access;
using Serverless.Platform;

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

    /// <summary>
    /// Why the caller may not do what needs the permission: they know of no such opinion, or it is neither theirs to handle nor
    /// was it handed in by them, as a citizen's withdrawal must be.
    /// </summary>
    public static Refusal? Hinder(Caller caller, Opinion opinion, Permission needed)
    {
        if (!Sees(caller, opinion)) return OpinionRefusals.OpinionNotFound;
        return needed == Permission.HandInOpinions && opinion.HandedInBy != caller.Name && !caller.May(Permission.HandleOpinions) ? AccessRefusals.NotAllowed : null;
    }

    /// <summary>The opinion with no more of its sender, and of other citizens' opinions, than the caller may know.</summary>
    public static Opinion Shown(Caller caller, Opinion opinion)
    {
        var known = caller.May(Permission.ReadOpinions) ? opinion : opinion with { Followers = [] };
        return caller.May(Permission.SeeContacts) ? known : known.WithoutContacts();
    }

    /// <summary>The same of what was made or moved.</summary>
    public static Outcome<Tagged<Opinion>> Shown(Caller caller, Outcome<Tagged<Opinion>> outcome) =>
        outcome.Refused(out var refusal, out var found) ? refusal : found with { Value = Shown(caller, found.Value) };
}
