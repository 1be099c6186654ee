using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>An opinion as a row.</summary>
internal static class OpinionRow
{
    // Stored in place of "not ended", so that "open at an instant" is one comparison on every row.
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static TableEntity Write(Opinion opinion, string code, string? rowKey = null)
    {
        var row = new TableEntity(opinion.StationId, rowKey ?? OpinionKeys.Opinion(code))
        {
            ["Number"] = opinion.Number,
            ["Content"] = opinion.Content,
            ["Channel"] = opinion.Channel,
            ["Status"] = opinion.Status.ToString(),
            ["ReceivedAt"] = opinion.ReceivedAt,
            ["DueOn"] = opinion.DueOn.ToString("O"),
            ["EndedAt"] = opinion.EndedAt ?? Never,
            ["SourceKey"] = opinion.SourceKey,
            ["Moves"] = opinion.Moves,
        };
        row.Set("Category", opinion.Category);
        row.Set("Place", opinion.Place);
        row.Set("SenderName", opinion.SenderName);
        row.Set("SenderPhone", opinion.SenderPhone);
        row.Set("RepresentativeId", opinion.RepresentativeId);
        row.Set("Reply", opinion.Reply);
        row.Set("RejectReason", opinion.RejectReason);
        row.Set("ProperChannel", opinion.ProperChannel);
        row.Set("MergedInto", opinion.MergedInto);
        row.Set("SenderKey", opinion.SenderKey);
        return row;
    }

    public static Opinion Read(TableEntity row) => new()
    {
        Number = row.GetString("Number"),
        StationId = row.PartitionKey,
        Content = row.GetString("Content"),
        Channel = row.GetString("Channel"),
        Status = Enum.Parse<OpinionStatus>(row.GetString("Status")),
        ReceivedAt = row.GetDateTimeOffset("ReceivedAt")!.Value,
        DueOn = DateOnly.ParseExact(row.GetString("DueOn"), "O"),
        EndedAt = row.GetDateTimeOffset("EndedAt") is { } ended && ended != Never ? ended : null,
        SourceKey = row.GetString("SourceKey"),
        Moves = row.GetInt32("Moves")!.Value,
        Category = row.GetString("Category"),
        Place = row.GetString("Place"),
        SenderName = row.GetString("SenderName"),
        SenderPhone = row.GetString("SenderPhone"),
        RepresentativeId = row.GetString("RepresentativeId"),
        Reply = row.GetString("Reply"),
        RejectReason = row.GetString("RejectReason"),
        ProperChannel = row.GetString("ProperChannel"),
        MergedInto = row.GetString("MergedInto"),
        SenderKey = row.GetString("SenderKey"),
    };
}
