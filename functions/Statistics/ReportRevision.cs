using System.Text.Json;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>What becomes of a stored report when its figures were counted anew (版次).</summary>
public static class ReportRevision
{
    /// <summary>
    /// The report to store, or null when the stored one stays: a final report is only replaced by one that says
    /// something else, and then as the next revision with the list of changes.
    /// </summary>
    public static StationReport? Next(StationReport? stored, StationReport counted)
    {
        if (stored is null) return counted;
        if (!counted.Frozen) return counted with { Revision = stored.Revision, Changes = stored.Changes };
        if (Figures(stored) == Figures(counted)) return null;
        var revision = stored.Revision + 1;
        return counted with { Revision = revision, Changes = [.. stored.Changes ?? [], .. ReportFigure.Changes(stored, counted, revision)] };
    }

    /// <summary>All figures as one text; records with lists do not compare by what is in the lists.</summary>
    private static string Figures(StationReport report) =>
        JsonSerializer.Serialize(new { report.Receptions, report.Opinions, report.Representatives, report.Notices }, Json.Options);
}
