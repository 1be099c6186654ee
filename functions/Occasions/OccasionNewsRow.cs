using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Occasions;

/// <summary>What is to be told about an occasion, as a row beside it.</summary>
internal static class OccasionNewsRow
{
    public static TableEntity Write(Occasion after, DateTimeOffset at) =>
        new(OccasionRow.Partition(after.NominalDate), OccasionRow.Key('t', after.Id)) { ["Version"] = after.Version, ["At"] = at };

    public static OccasionNews Read(TableEntity row) =>
        new(OccasionRow.Id(row), row.GetInt32("Version")!.Value, row.GetDateTimeOffset("At")!.Value.ToOffset(StationClock.Offset), row.ETag);
}
