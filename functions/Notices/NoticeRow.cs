using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// A notice as a row of its station, <c>{date of the subject yyyyMMdd}.{id}</c>, and which notice a channel took under a number,
/// as a row of the date it did so.
/// </summary>
internal static class NoticeRow
{
    /// <summary>Behind every station's partition: an id has only letters and digits.</summary>
    public const string AfterStations = "~";

    public static string Day(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>What the row keys of an occasion's or a round's notices begin with.</summary>
    public static string Prefix(NoticeSubject subject, NoticeStep? step = null) => $"{Day(subject.Day)}.{subject}.{(step is null ? "" : $"{step}.")}";

    /// <summary>Where the notice of an id is kept.</summary>
    public static (string Partition, string Row) Key(string id)
    {
        var subject = Identifier.Read<NoticeSubject>(id[..id.IndexOf('.')]);
        return (subject.StationId, $"{Day(subject.Day)}.{id}");
    }

    /// <summary>Where it is kept which notice a channel took under a number on a date.</summary>
    public static (string Partition, string Row) NumberKey(NoticeChannel channel, string messageId, DateOnly date) =>
        (AfterStations + Day(date), $"{Json.Name(channel)}.{messageId}");

    public static TableEntity Write(Notice notice)
    {
        var (partition, row) = Key(notice.Id);
        return new TableEntity(partition, row)
        {
            ["RecipientId"] = notice.RecipientId.ToString(), ["Status"] = Json.Name(notice.Status), ["Attempts"] = notice.Attempts, ["PlannedAt"] = notice.PlannedAt,
        }.Set("NextAt", notice.NextAt).Set("SentAt", notice.SentAt).Set("MessageId", notice.MessageId)
            .Set("FailureCode", notice.Failure?.Code).Set("FailureReason", notice.Failure?.Reason);
    }

    public static TableEntity WriteNumber(Notice notice, DateOnly date)
    {
        var (partition, row) = NumberKey(notice.Channel, notice.MessageId!, date);
        return new TableEntity(partition, row) { ["Notice"] = notice.Id };
    }

    public static Tagged<Notice> ReadTagged(TableEntity row) => new(Read(row), row.ETag);

    public static Notice Read(TableEntity row)
    {
        var parts = row.RowKey.Split('.');
        return new Notice(
            Identifier.Read<NoticeSubject>(parts[1]), Identifier.Read<NoticeStep>(parts[2]), Identifier.Read<PersonId>(parts[3]),
            Json.Enum<NoticeChannel>(parts[4]), Local(row, "PlannedAt")!.Value)
        {
            Status = Json.Enum<NoticeStatus>(row.GetString("Status")),
            Attempts = row.GetInt32("Attempts") ?? 0,
            NextAt = Local(row, "NextAt"),
            SentAt = Local(row, "SentAt"),
            MessageId = row.GetString("MessageId"),
            Failure = row.GetString("FailureCode") is { } code ? new NoticeFailure(code, row.GetString("FailureReason")) : null,
        };
    }

    private static DateTimeOffset? Local(TableEntity row, string property) => row.GetDateTimeOffset(property)?.ToOffset(StationClock.Offset);
}
