using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>A person as a row: the truth in their own partition, copies elsewhere.</summary>
internal static class RepresentativeRow
{
    /// <summary>The row key of the truth.</summary>
    public const string Person = "person";

    public static string Partition(PersonId id) => $"p|{id}";

    public static TableEntity Write(Representative person) => Write(person, Partition(person.Id), Person);

    public static TableEntity Write(Representative person, string partition, string row) =>
        new TableEntity(partition, row)
        {
            ["Id"] = person.Id.ToString(), ["Name"] = person.Name, ["Roles"] = string.Join(',', person.Roles.Select(Json.Name)),
            ["StationIds"] = string.Join(',', person.StationIds),
        }.Set("HeadOf", person.HeadOf?.ToString()).Set("OpenId", person.OpenId).Set("WeComUserId", person.WeComUserId).Set("Phone", person.Phone);

    public static Representative Read(TableEntity row) => new(
        Identifier.Read<PersonId>(row.GetString("Id")), row.GetString("Name"), [.. Split(row.GetString("Roles")).Select(Json.Enum<RepresentativeRole>)],
        [.. Split(row.GetString("StationIds")).Select(Identifier.Read<StationId>)])
    {
        HeadOf = row.GetString("HeadOf") is { } station ? Identifier.Read<StationId>(station) : null,
        OpenId = row.GetString("OpenId"), WeComUserId = row.GetString("WeComUserId"), Phone = row.GetString("Phone"),
    };

    /// <summary>The partitions that held a copy and may hold it still.</summary>
    public static string[] Left(TableEntity row) => Split(row.GetString(nameof(Left)));

    public static TableEntity WithLeft(this TableEntity row, string[] left) => row.Set(nameof(Left), left.Length == 0 ? null : string.Join(',', left));

    private static string[] Split(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
