using Azure;
using Azure.Data.Tables;

namespace Serverless.Opinions;

/// <summary>What must still follow an opinion's arrival, as a row beside it.</summary>
internal static class PendingRow
{
    public static TableEntity Write(Opinion opinion, string code) => new(opinion.StationId, OpinionKeys.PendingOf(code))
    {
        ["Number"] = opinion.Number,
        ["SenderKey"] = opinion.SenderKey,
        ["ReceivedAt"] = opinion.ReceivedAt,
    };

    public static PendingOpinion Read(TableEntity row) => new(row.GetString("Number"), row.GetString("SenderKey"), row.GetDateTimeOffset("ReceivedAt")!.Value.UtcTicks);

    public static TableTransactionAction Delete(PendingOpinion pending)
    {
        var number = pending.Parsed();
        return new(TableTransactionActionType.Delete, new TableEntity(number.StationId, OpinionKeys.PendingOf(number.Code)), ETag.All);
    }
}
