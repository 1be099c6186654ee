using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>What may not be so of two people: a station has one head (站点负责人), and an OpenID belongs to one person.</summary>
public static class PersonRules
{
    /// <summary>
    /// <see cref="RepresentativeRefusals.HeadTaken"/> or <see cref="RepresentativeRefusals.OpenIdTaken"/> when two people would head one
    /// station or have one account once these were written; else null.
    /// </summary>
    /// <param name="people">As they are to be.</param>
    /// <param name="present">The people there are; those who are not to be written stay as they are.</param>
    public static Refusal? Check(IReadOnlyCollection<Representative> people, IEnumerable<Representative> present)
    {
        if (Others(people, present, person => person.HeadOf?.ToString(), people).Any()) return RepresentativeRefusals.HeadTaken;
        return Others(people, present, person => person.OpenId, people).Any() ? RepresentativeRefusals.OpenIdTaken : null;
    }

    /// <summary>Those of the people who would have what another has, of two of them the later.</summary>
    /// <param name="people">As they are to be.</param>
    /// <param name="present">The people there are.</param>
    /// <param name="what">What only one may have; null when a person has none.</param>
    /// <param name="named">Whose rows stand to be replaced.</param>
    internal static IEnumerable<Representative> Others(
        IEnumerable<Representative> people, IEnumerable<Representative> present, Func<Representative, string?> what, IEnumerable<Representative> named)
    {
        var ids = named.Select(person => person.Id).ToHashSet();
        var taken = present.Where(person => !ids.Contains(person.Id)).Select(what).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return people.Where(person => what(person) is { } wanted && !taken.Add(wanted));
    }
}
