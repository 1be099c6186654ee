using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Statistics;

/// <summary>A station's report as a row. Whether it is final the date says.</summary>
internal static class StatisticsRow
{
    /// <summary>What a property holds in UTF-16 units.</summary>
    private const int MostText = 32_000;

    // It writes plain ASCII, which may be cut anywhere, and passes over what a newer version has written.
    private static readonly JsonSerializerOptions Lenient = JsonSerializerOptions.Web;

    public static Tagged<StationReport> Read(TableEntity row) => new(
        new StationReport(
            Identifier.Read<StationId>(row.RowKey), row.GetString("Name"), row.GetString("Street"), Json.Enum<StationKind>(row.GetString("Kind")),
            Identifier.Read<Quarter>(row.PartitionKey))
        {
            Revision = row.GetInt32("Revision")!.Value, ComputedAt = row.GetDateTimeOffset("ComputedAt"),
            Counts = Read<Dictionary<string, int>>(row, "Counts")!, People = Read<Dictionary<PersonId, string>>(row, "People")!,
            Changes = Read<ReportChange[]>(row, "Changes"),
        },
        row.ETag);

    public static TableTransactionAction Write(Tagged<StationReport> tagged)
    {
        var report = tagged.Value;
        var row = new TableEntity(report.Quarter.ToString(), report.StationId!.Value)
        {
            ["Name"] = report.Name, ["Street"] = report.Street, ["Kind"] = Json.Name(report.Kind!.Value), ["Revision"] = report.Revision,
        }.Set("ComputedAt", report.ComputedAt);
        Write(row, "Counts", report.Counts);
        Write(row, "People", report.People);
        Write(row, "Changes", report.Changes);
        return tagged.IsNew
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tagged.Tag);
    }

    private static T? Read<T>(TableEntity row, string name) => JsonSerializer.Deserialize<T>(
        string.Concat(Enumerable.Range(0, row.Count).Select(i => row.GetString($"{name}{i}")).TakeWhile(part => part is not null)), Lenient);

    /// <summary>As <c>Counts0</c>, <c>Counts1</c>, …; only a station with some hundred categories or changes has more than one.</summary>
    private static void Write<T>(TableEntity row, string name, T value)
    {
        foreach (var (i, part) in JsonSerializer.Serialize(value, Lenient).Chunk(MostText).Index()) row[$"{name}{i}"] = new string(part);
    }
}
