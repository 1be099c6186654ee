using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>A journal entry as a row.</summary>
internal static class JournalRow
{
    public static TableEntity Write(JournalEntry entry, int version) =>
        new TableEntity(entry.Number.StationId, OpinionKeys.Journal(entry.At, entry.Number, version))
        {
            ["Number"] = entry.Number.ToString(), ["At"] = entry.At, ["Action"] = entry.Action, ["To"] = Json.Name(entry.To), ["Actor"] = entry.Actor,
        }.Set("From", entry.From is { } from ? Json.Name(from) : null).Set("Note", entry.Note);

    /// <summary>The only columns that what left in a quarter is counted from.</summary>
    public static readonly string[] Moves = ["Number", "At", "Action", "From", "To", "Actor"];

    public static JournalEntry Read(TableEntity row) => new()
    {
        Number = Identifier.Read<OpinionNumber>(row.GetString("Number")),
        At = row.GetDateTimeOffset("At")!.Value,
        Action = row.GetString("Action"),
        From = row.GetString("From") is { } from ? Json.Enum<OpinionStatus>(from) : null,
        To = Json.Enum<OpinionStatus>(row.GetString("To")),
        Actor = row.GetString("Actor"),
        Note = row.GetString("Note"),
    };
}
