using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>A station's report as a row: its JSON in properties <c>Report0</c>, <c>Report1</c>, …, nearly always one.</summary>
internal static class StatisticsRow
{
    /// <summary>What a property holds in UTF-16 units; only a station with some hundred categories or revisions has more.</summary>
    private const int MostText = 32_000;

    // A row may have been written by a newer version that counts more; and plain ASCII may be cut anywhere.
    private static readonly JsonSerializerOptions Lenient = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip, Encoder = JavaScriptEncoder.Default,
    };

    public static Tagged<StationReport> Read(TableEntity row)
    {
        var text = string.Concat(Enumerable.Range(0, row.Count).Select(i => row.GetString($"Report{i}")).TakeWhile(part => part is not null));
        return new(JsonSerializer.Deserialize<StationReport>(text, Lenient)!, row.ETag);
    }

    public static TableTransactionAction Write(Tagged<StationReport> report)
    {
        var row = new TableEntity(report.Value.Quarter.ToString(), report.Value.StationId!.Value);
        foreach (var (i, part) in JsonSerializer.Serialize(report.Value, Lenient).Chunk(MostText).Index()) row[$"Report{i}"] = new string(part);
        return report.IsNew
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, report.Tag);
    }
}
