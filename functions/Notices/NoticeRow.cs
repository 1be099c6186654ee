using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>A notice as it is stored, with the version that a write must find unchanged.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Tag">Its version; the default when it is not stored yet.</param>
public sealed record NoticeRow(Notice Notice, ETag Tag)
{
    /// <summary>The same version with what has become of the notice, to be recorded over it.</summary>
    public NoticeRow Become(Notice next) => this with { Notice = next };

    /// <summary>What the row keys of a round begin with: <c>20261220|reception|D7|</c>.</summary>
    internal static string Prefix(NoticeRound round) => $"{NoticeRound.Day(round.NominalDate)}|{round.Kind}|{round.Ahead}|";

    internal static NoticeRow Of(TableEntity row) => new(Read(row), row.ETag);

    internal static TableEntity Write(Notice notice) =>
        new TableEntity(notice.StationId, Prefix(notice.Key.Round) + notice.RecipientId)
        {
            ["Status"] = Json.Name(notice.Status), ["Attempts"] = notice.Attempts, ["PlannedAt"] = notice.PlannedAt,
        }.Set("NextAt", notice.NextAt).Set("SentAt", notice.SentAt).Set("MessageId", notice.MessageId)
            .Set("FailureCode", notice.Failure?.Code).Set("FailureReason", notice.Failure?.Reason);

    internal static Notice Read(TableEntity row)
    {
        var parts = row.RowKey.Split('|');
        var key = new NoticeKey(NoticeRound.Parse(row.PartitionKey, parts[0], parts[1], parts[2]), parts[3]);
        return new Notice(key, Json.Enum<NoticeStatus>(row.GetString("Status")), Local(row, "PlannedAt")!.Value)
        {
            Attempts = row.GetInt32("Attempts") ?? 0,
            NextAt = Local(row, "NextAt"),
            SentAt = Local(row, "SentAt"),
            MessageId = row.GetInt64("MessageId"),
            Failure = row.GetString("FailureCode") is { } code ? new NoticeFailure(code, row.GetString("FailureReason")) : null,
        };
    }

    private static DateTimeOffset? Local(TableEntity row, string property) => row.GetDateTimeOffset(property)?.ToOffset(StationClock.Offset);
}
