namespace Serverless.Statistics;

/// <summary>What a revision of a final report changed (修订记录).</summary>
/// <param name="Revision">The revision that brought the change, 2 or higher.</param>
/// <param name="Figure">The count's key, such as <c>receptions.held</c> or <c>opinions.bySource.wechat</c>.</param>
/// <param name="Was">Its value in the revision before.</param>
/// <param name="Is">Its value from this revision on.</param>
public sealed record ReportChange(int Revision, string Figure, int Was, int Is);

/// <summary>What becomes of a stored report when its figures were counted anew (版次).</summary>
public static class ReportRevision
{
    /// <summary>
    /// The report to store, or null when the stored one stays: a final report is only replaced by one that says something
    /// else, and then as the next revision with the list of changes. A figure that was not counted yet is filled in and
    /// changes nothing. The first count after the freeze is the final one, whatever the last before it said.
    /// </summary>
    public static StationReport? Next(StationReport? stored, StationReport counted)
    {
        if (stored is null) return counted;
        var same = counted with { Revision = stored.Revision, Changes = stored.Changes };
        if (!counted.Frozen || !stored.Frozen) return same;
        var changes = Changes(stored, counted, stored.Revision + 1).ToList();
        if (changes.Count > 0) return counted with { Revision = stored.Revision + 1, Changes = [.. stored.Changes ?? [], .. changes] };
        return counted.Counts.Keys.All(stored.Counts.ContainsKey) ? null : same;
    }

    /// <summary>The counts that differ, of the figures that both have.</summary>
    private static IEnumerable<ReportChange> Changes(StationReport was, StationReport isNow, int revision) =>
        from figure in Figures.All
        where was.Counts.ContainsKey(figure.Key) && isNow.Counts.ContainsKey(figure.Key)
        from key in figure.Keys(was).Union(figure.Keys(isNow))
        where was[key] != isNow[key]
        select new ReportChange(revision, key, was[key], isNow[key]);
}
