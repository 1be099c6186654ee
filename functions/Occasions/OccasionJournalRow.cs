using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>A journal entry as a row. Its key says which version of the occasion it led to, so that two cannot lead to the same.</summary>
internal static class OccasionJournalRow
{
    public static string Key(OccasionKey key, int version) => string.Create(CultureInfo.InvariantCulture, $"{OccasionRow.Key('j', key)}|{version:D4}");

    public static TableEntity Write(Occasion occasion, OccasionJournal entry) =>
        new TableEntity(OccasionRow.Partition(occasion.NominalDate), Key(occasion.Id, occasion.Version))
        {
            ["At"] = entry.At, ["By"] = entry.By, ["Action"] = entry.Action, ["From"] = OccasionRow.Text(entry.From), ["To"] = OccasionRow.Text(entry.To),
            ["Status"] = Json.Name(entry.Status),
        }.Set("Note", entry.Note);

    public static OccasionJournal Read(TableEntity row) => new(
        row.GetDateTimeOffset("At")!.Value.ToOffset(StationClock.Offset), row.GetString("By"), row.GetString("Action"),
        OccasionRow.Date(row.GetString("From")), OccasionRow.Date(row.GetString("To")), Json.Enum<OccasionStatus>(row.GetString("Status")), row.GetString("Note"));
}
