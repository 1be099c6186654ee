using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>An occasion and its journal as rows; see <see cref="OccasionTable"/> for their keys.</summary>
internal static class OccasionRow
{
    /// <summary>The columns that say when and how an occasion takes place, without what was said about it.</summary>
    public static readonly string[] Course = ["PartitionKey", "RowKey", "Start", "End", "Status", "Version"];

    private const string DateFormat = "yyyy-MM-dd";

    public static string Partition(DateOnly nominal) => nominal.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Key(char sort, OccasionKey key) => $"{sort}|{key.StationId}|{Json.Name(key.Kind)}";

    public static string JournalKey(OccasionKey key, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{Key('j', key)}|{at.UtcTicks:D19}");

    public static string RepeatKey(OccasionKey key, string repeatId) => $"{Key('k', key)}|{repeatId}";

    public static string Text(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static TableEntity Write(Occasion occasion) => new TableEntity(Partition(occasion.NominalDate), Key('o', occasion.Id))
    {
        ["Date"] = Text(occasion.Date), ["Start"] = occasion.Start, ["End"] = occasion.End, ["Status"] = Json.Name(occasion.Status), ["Version"] = occasion.Version,
    }.Set("ShiftReason", occasion.ShiftReason).Set("CancelReason", occasion.CancelReason).Set("Visitors", occasion.Visitors).Set("Note", occasion.Note);

    public static Occasion Read(TableEntity row)
    {
        var parts = row.RowKey.Split('|');
        var nominal = DateOnly.ParseExact(row.PartitionKey, "yyyyMMdd", CultureInfo.InvariantCulture);
        return new Occasion(
            new OccasionKey(Json.Enum<OccasionKind>(parts[2]), nominal, Identifier.Read<StationId>(parts[1])),
            row.GetDateTimeOffset("Start")!.Value.ToOffset(StationClock.Offset), row.GetDateTimeOffset("End")!.Value.ToOffset(StationClock.Offset))
        {
            Status = Json.Enum<OccasionStatus>(row.GetString("Status")), ShiftReason = row.GetString("ShiftReason"), CancelReason = row.GetString("CancelReason"),
            Visitors = row.GetInt32("Visitors"), Note = row.GetString("Note"), Version = row.GetInt32("Version")!.Value,
        };
    }

    public static TableEntity Write(OccasionKey key, OccasionJournal journal) => new TableEntity(Partition(key.NominalDate), JournalKey(key, journal.At))
    {
        ["At"] = journal.At, ["By"] = journal.By, ["Action"] = journal.Action, ["From"] = Text(journal.From), ["To"] = Text(journal.To),
        ["Status"] = Json.Name(journal.Status),
    }.Set("Note", journal.Note);

    public static OccasionJournal ReadJournal(TableEntity row) => new(
        row.GetDateTimeOffset("At")!.Value.ToOffset(StationClock.Offset), row.GetString("By"), row.GetString("Action"),
        Date(row.GetString("From")), Date(row.GetString("To")), Json.Enum<OccasionStatus>(row.GetString("Status")), row.GetString("Note"));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);
}
