using Azure.Data.Tables;

namespace Serverless.Platform;

/// <summary>
/// What an Idempotency-Key led to, as a row: the result as it was then and the hash of the body it was asked with. Where one
/// partition holds the effect, the row is added in its transaction, so that of two equal requests at once one is refused by it.
/// </summary>
internal static class RepeatRow
{
    /// <summary>Makes the result's row the key's.</summary>
    public static TableEntity Write(TableEntity result, string partition, string rowKey, Repeat repeat)
    {
        (result.PartitionKey, result.RowKey) = (partition, rowKey);
        return result.Set("BodyHash", repeat.BodyHash);
    }

    /// <summary><see cref="Refusals.IdempotencyKeyReused"/> when the row is of another request's; null when it holds this one's result.</summary>
    public static Refusal? Check(TableEntity row, Repeat repeat) => row.GetString("BodyHash") == repeat.BodyHash ? null : Refusals.IdempotencyKeyReused;
}
