using Serverless.Opinions;

namespace Serverless.Statistics;

/// <summary>What a representative of a station did in a quarter (代表履职; domain 5, G9), as far as it is counted today.</summary>
/// <param name="Id">The representative.</param>
/// <param name="Name">Null for one who was given an opinion and is not of the station.</param>
/// <param name="Opinions">How many of the opinions received in the quarter were given to this one.</param>
public sealed record RepresentativeActivity(string Id, string? Name, int Opinions)
{
    /// <summary>True when nothing is counted for this one (零履职).</summary>
    internal bool IsZero => Opinions == 0;

    /// <summary>Everyone on the roster, and who else was given an opinion, by id.</summary>
    public static IReadOnlyList<RepresentativeActivity> Fold(
        IEnumerable<RepresentativeActivity> roster, IEnumerable<Receipt> received)
    {
        var given = received
            .Where(one => one.RepresentativeId is not null)
            .CountBy(one => one.RepresentativeId!.Value.ToString())
            .Select(count => new RepresentativeActivity(count.Key, null, count.Value));
        return Sum(roster.Select(person => person with { Opinions = 0 }).Concat(given));
    }

    /// <summary>One line for each person, by id: whoever serves two stations is one person in their total.</summary>
    public static IReadOnlyList<RepresentativeActivity> Sum(IEnumerable<RepresentativeActivity> lines) =>
    [
        .. lines.GroupBy(line => line.Id)
            .Select(of => new RepresentativeActivity(of.Key, of.FirstOrDefault(line => line.Name is not null)?.Name, of.Sum(line => line.Opinions)))
            .OrderBy(line => line.Id, StringComparer.Ordinal),
    ];
}
