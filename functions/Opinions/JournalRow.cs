using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>A journal entry as a row.</summary>
internal static class JournalRow
{
    public static TableEntity Write(JournalEntry entry, Opinion after, string code)
    {
        var row = new TableEntity(after.StationId, OpinionKeys.Journal(entry.At, code, after.Moves))
        {
            ["Number"] = entry.Number,
            ["At"] = entry.At,
            ["Action"] = entry.Action.ToString(),
            ["To"] = entry.To.ToString(),
            ["Actor"] = entry.Actor,
            ["Channel"] = entry.Channel,
        };
        row.Set("From", entry.From?.ToString());
        row.Set("Note", entry.Note);
        row.Set("Category", entry.Category);
        row.Set("RepresentativeId", entry.RepresentativeId);
        return row;
    }

    public static TableEntity Received(Opinion opinion, string actor, string code) => Write(JournalEntry.Received(opinion, actor), opinion, code);

    public static JournalEntry Read(TableEntity row) => new()
    {
        Number = row.GetString("Number"),
        At = row.GetDateTimeOffset("At")!.Value,
        Action = Enum.Parse<OpinionAction>(row.GetString("Action")),
        From = row.GetString("From") is { } from ? Enum.Parse<OpinionStatus>(from) : null,
        To = Enum.Parse<OpinionStatus>(row.GetString("To")),
        Actor = row.GetString("Actor"),
        Channel = row.GetString("Channel"),
        Note = row.GetString("Note"),
        Category = row.GetString("Category"),
        RepresentativeId = row.GetString("RepresentativeId"),
    };
}
