using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>An occasion as a row; see <see cref="OccasionTable"/> for the keys.</summary>
internal static class OccasionRow
{
    /// <summary>The columns that say when and how an occasion takes place, without what was said about it.</summary>
    public static readonly string[] Course = ["PartitionKey", "RowKey", "Start", "End", "Status", "Version"];

    private const string DateFormat = "yyyy-MM-dd";

    public static string Partition(DateOnly nominal) => nominal.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Key(char sort, OccasionKey key) => $"{sort}|{key.StationId}|{Json.Name(key.Kind)}";

    public static string RepeatKey(OccasionKey key, Repeat? repeat) => $"{Key('k', key)}|{repeat?.Id}";

    /// <summary>A date as properties hold it, so that they compare as dates do.</summary>
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

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);
}
