using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>An opinion as a row. Its keys are its number.</summary>
internal static class OpinionRow
{
    private const string Date = "yyyy-MM-dd";

    // Stored in place of "not ended", so that "open at an instant" is one comparison on every row.
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static TableEntity Write(Opinion opinion) => new TableEntity(opinion.StationId, OpinionKeys.Opinion(opinion.Number))
    {
        ["Content"] = opinion.Content,
        ["Channel"] = opinion.Channel,
        ["Status"] = Json.Name(opinion.Status),
        ["ReceivedAt"] = opinion.ReceivedAt,
        ["DueOn"] = Text(opinion.DueOn),
        ["EndedAt"] = opinion.EndedAt ?? Never,
        ["SourceKey"] = opinion.SourceKey,
        ["HandedInBy"] = opinion.HandedInBy,
        ["Version"] = opinion.Version,
    }.Set("Category", opinion.Category).Set("CountedCategory", opinion.CountedCategory).Set("Place", opinion.Place)
        .Set("SenderName", opinion.SenderName).Set("SenderPhone", opinion.SenderPhone).Set("SenderKey", opinion.SenderKey)
        .Set("RepresentativeId", opinion.RepresentativeId?.ToString()).Set("Reply", opinion.Reply)
        .Set("RejectReason", opinion.RejectReason).Set("ProperChannel", opinion.ProperChannel).Set("MergedInto", opinion.MergedInto?.ToString())
        .Set("Masked", opinion.Masked.Count == 0 ? null : string.Join(',', opinion.Masked.Select(Json.Name))).Set("Sealed", opinion.Sealed)
        .Set("Warning", opinion.Warning).Set("ChangedAt", opinion.ChangedAt == opinion.ReceivedAt ? null : opinion.ChangedAt).Set("IsRead", opinion.IsRead ? true : null)
        .Set("Followers", opinion.Followers.Count == 0 ? null : string.Join(',', opinion.Followers.Select(number => OpinionKeys.Opinion(number))))
        .Set("Away", opinion.Away.Count == 0 ? null : string.Join(',', opinion.Away.Select(Text)));

    public static Opinion Read(TableEntity row) => Read(row, OpinionKeys.NumberOf(row.PartitionKey, row.RowKey));

    /// <summary>An opinion from a row whose key is another than its own, such as what an Idempotency-Key led to.</summary>
    public static Opinion Read(TableEntity row, OpinionNumber number) => new()
    {
        Number = number,
        Content = row.GetString("Content"),
        Channel = row.GetString("Channel"),
        Status = Json.Enum<OpinionStatus>(row.GetString("Status")),
        ReceivedAt = row.GetDateTimeOffset("ReceivedAt")!.Value,
        DueOn = DateOnly.ParseExact(row.GetString("DueOn"), Date, CultureInfo.InvariantCulture),
        EndedAt = row.GetDateTimeOffset("EndedAt") is { } ended && ended != Never ? ended : null,
        SourceKey = row.GetString("SourceKey"),
        HandedInBy = row.GetString("HandedInBy"),
        Version = row.GetInt32("Version")!.Value,
        Category = row.GetString("Category"),
        CountedCategory = row.GetString("CountedCategory"),
        Place = row.GetString("Place"),
        SenderName = row.GetString("SenderName"),
        SenderPhone = row.GetString("SenderPhone"),
        SenderKey = row.GetString("SenderKey"),
        RepresentativeId = row.GetString("RepresentativeId") is { } person ? Identifier.Read<PersonId>(person) : null,
        Reply = row.GetString("Reply"),
        RejectReason = row.GetString("RejectReason"),
        ProperChannel = row.GetString("ProperChannel"),
        MergedInto = row.GetString("MergedInto") is { } into ? Identifier.Read<OpinionNumber>(into) : null,
        Masked = row.GetString("Masked") is { } masked ? [.. masked.Split(',').Select(Json.Enum<SensitiveKind>)] : [],
        Sealed = row.GetString("Sealed"),
        Warning = row.GetString("Warning"),
        ChangedAt = row.GetDateTimeOffset("ChangedAt") ?? row.GetDateTimeOffset("ReceivedAt")!.Value,
        IsRead = row.GetBoolean("IsRead") == true,
        Followers = row.GetString("Followers") is { } followers ? [.. followers.Split(',').Select(key => OpinionKeys.NumberOf(number.StationId, key))] : [],
        Away = ReadAway(row),
    };

    /// <summary>When it was not open though it had come; kept apart, since a count of the open ones asks for nothing else.</summary>
    public static IReadOnlyList<Absence> ReadAway(TableEntity row) =>
        row.GetString("Away") is { } away ? [.. away.Split(',').Select(text => text.Split('/')).Select(ends => new Absence(Instant(ends[0]), Instant(ends[1])))] : [];

    /// <summary>A date as properties hold it, so that they compare as dates do.</summary>
    public static string Text(DateOnly date) => date.ToString(Date, CultureInfo.InvariantCulture);

    private static string Text(Absence away) => string.Create(CultureInfo.InvariantCulture, $"{away.From.UtcTicks}/{away.To.UtcTicks}");

    private static DateTimeOffset Instant(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
