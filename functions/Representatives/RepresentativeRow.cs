using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>A person as rows of one partition, which are written together; see <see cref="RepresentativeTable"/>.</summary>
internal static class RepresentativeRow
{
    public const string Partition = "people";

    /// <summary>Of the rows that are people themselves, in the order of ids.</summary>
    public const string Person = "p|";

    public static string Key(PersonId id) => Person + id;

    /// <summary>Of a station's copies.</summary>
    public static string OfStation(StationId station) => $"s|{station}|";

    /// <summary>Who heads a station.</summary>
    public static string Head(StationId station) => $"h|{station}";

    /// <summary>Whose an account with the official account is. The key does not name it: an OpenID may hold what no key may.</summary>
    public static string Account(string openId) => $"a|{ContentHash.Key("openId", openId)}";

    /// <summary>All that stands there of a person.</summary>
    public static IEnumerable<TableEntity> Write(Representative person)
    {
        yield return Write(person, Key(person.Id));
        foreach (var station in person.StationIds) yield return Write(person, OfStation(station) + person.Id);
        if (person.HeadOf is { } headed) yield return Claim(Head(headed), person.Id);
        if (person.OpenId is { } openId) yield return Claim(Account(openId), person.Id);
    }

    /// <summary>What has to be written and to go when people become others.</summary>
    /// <param name="changes">Each as they were, null when they are new, and as they are to be, null when they go.</param>
    public static (IReadOnlyList<TableEntity> Put, IReadOnlyList<string> Gone) Between(IEnumerable<(Representative? Before, Representative? After)> changes)
    {
        var (before, after) = (new Dictionary<string, TableEntity>(StringComparer.Ordinal), new Dictionary<string, TableEntity>(StringComparer.Ordinal));
        foreach (var change in changes)
        {
            // Of two people who change places both lose a row that the other gains, so what is to be counts last.
            if (change.Before is not null) foreach (var row in Write(change.Before)) before[row.RowKey] = row;
            if (change.After is not null) foreach (var row in Write(change.After)) after[row.RowKey] = row;
        }

        return ([.. after.Values.Where(row => !(before.GetValueOrDefault(row.RowKey) is { } there && PartitionTable.Same(there, row)))], [.. before.Keys.Except(after.Keys)]);
    }

    public static Representative Read(TableEntity row) => new(
        Identifier.Read<PersonId>(row.GetString("Id")), row.GetString("Name"), [.. Split(row.GetString("Roles")).Select(Json.Enum<RepresentativeRole>)],
        [.. Split(row.GetString("StationIds")).Select(Identifier.Read<StationId>)])
    {
        HeadOf = row.GetString("HeadOf") is { } station ? Identifier.Read<StationId>(station) : null,
        OpenId = row.GetString("OpenId"), WeComUserId = row.GetString("WeComUserId"), Phone = row.GetString("Phone"),
    };

    private static TableEntity Write(Representative person, string row) =>
        new TableEntity(Partition, row)
        {
            ["Id"] = person.Id.ToString(), ["Name"] = person.Name, ["Roles"] = string.Join(',', person.Roles.Select(Json.Name)),
            ["StationIds"] = string.Join(',', person.StationIds),
        }.Set("HeadOf", person.HeadOf?.ToString()).Set("OpenId", person.OpenId).Set("WeComUserId", person.WeComUserId).Set("Phone", person.Phone);

    private static TableEntity Claim(string row, PersonId person) => new(Partition, row) { ["Id"] = person.ToString() };

    private static string[] Split(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
