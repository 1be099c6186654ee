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

    // Names the state before the last decision.
    private const string Before = "Before";

    public static string Partition(DateOnly nominal) => nominal.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Key(char sort, OccasionKey key) => $"{sort}|{key.StationId}|{Json.Name(key.Kind)}";

    public static string RepeatKey(OccasionKey key, Repeat? repeat) => $"{Key('k', key)}|{repeat?.Id}";

    /// <summary>A date as properties hold it, so that they compare as dates do.</summary>
    public static string Text(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static TableEntity Write(Occasion occasion)
    {
        var row = new TableEntity(Partition(occasion.NominalDate), Key('o', occasion.Id)) { ["Date"] = Text(occasion.Date), ["Version"] = occasion.Version };
        Write(row, "", occasion);
        if (occasion.Before is { } before) Write(row, Before, before);
        return row;
    }

    public static Occasion Read(TableEntity row)
    {
        var (id, version) = (Id(row), row.GetInt32("Version")!.Value);
        return Read(row, "", id) with { Version = version, Before = row.ContainsKey(Before + "Start") ? Read(row, Before, id) with { Version = version - 1 } : null };
    }

    public static OccasionKey Id(TableEntity row)
    {
        var parts = row.RowKey.Split('|');
        var nominal = DateOnly.ParseExact(row.PartitionKey, "yyyyMMdd", CultureInfo.InvariantCulture);
        return new OccasionKey(Json.Enum<OccasionKind>(parts[2]), nominal, Identifier.Read<StationId>(parts[1]));
    }

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);

    /// <summary>How an occasion stands, under names that begin with a word: a row holds how it is and how it was.</summary>
    private static void Write(TableEntity row, string word, Occasion occasion) => row
        .Set(word + "Start", occasion.Start).Set(word + "End", occasion.End).Set(word + "Status", Json.Name(occasion.Status))
        .Set(word + "ShiftReason", occasion.ShiftReason).Set(word + "CancelReason", occasion.CancelReason)
        .Set(word + "Visitors", occasion.Visitors).Set(word + "Note", occasion.Note).Set(word + "Warning", occasion.Warning);

    private static Occasion Read(TableEntity row, string word, OccasionKey id) =>
        new(id, row.GetDateTimeOffset(word + "Start")!.Value.ToOffset(StationClock.Offset), row.GetDateTimeOffset(word + "End")!.Value.ToOffset(StationClock.Offset))
        {
            Status = Json.Enum<OccasionStatus>(row.GetString(word + "Status")), ShiftReason = row.GetString(word + "ShiftReason"),
            CancelReason = row.GetString(word + "CancelReason"), Visitors = row.GetInt32(word + "Visitors"), Note = row.GetString(word + "Note"),
            Warning = row.GetString(word + "Warning"),
        };
}
