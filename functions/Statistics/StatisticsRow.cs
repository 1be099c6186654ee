using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>A station's report as a row.</summary>
/// <param name="Report">The report of a station.</param>
/// <param name="Tag">The entity tag it had when it was read; null when it is new.</param>
public sealed record StatisticsRow(StationReport Report, ETag? Tag)
{
    private const string Property = "Report";

    // A row may have been written by a newer version that counts more.
    private static readonly JsonSerializerOptions Lenient = new(Json.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    internal static StatisticsRow Read(TableEntity row) => new(JsonSerializer.Deserialize<StationReport>(row.GetString(Property), Lenient)!, row.ETag);

    internal TableTransactionAction Write()
    {
        var row = new TableEntity(Report.Quarter.ToString(), Report.StationId) { [Property] = JsonSerializer.Serialize(Report, Json.Options) };
        return Tag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
