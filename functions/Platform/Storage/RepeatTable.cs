using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform;

/// <summary>
/// What Idempotency-Keys led to whose effect is not one transaction, such as an import's, and whose body they are. Partition
/// <c>{hash of caller, route and key}</c>, rows <c>r</c> (the result) and <c>c</c> (the body alone).
/// </summary>
public sealed class RepeatTable(TableServiceClient storage)
{
    public const string TableName = "Repeats";

    private const string Row = "r";
    private const string Claim = "c";

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>
    /// Does what is asked the first time and gives the first answer from then on; a refusal is no answer and is not kept.
    /// Looks, does, then records: of two requests at once both may do it, and so does one again whose record a crash
    /// prevented, so only what is harmless to do twice may be done here. Two storage calls; none without a key.
    /// </summary>
    /// <typeparam name="T">As JSON at most 32,000 characters.</typeparam>
    public async Task<Outcome<T>> OnceAsync<T>(Repeat? repeat, Func<Task<Outcome<T>>> act, CancellationToken cancel) where T : class
    {
        if (repeat is null) return await act();
        T Answer(TableEntity row) => JsonSerializer.Deserialize<T>(row.GetString("Answer"), Json.Options)!;
        if (await FirstAsync(table, repeat.Id, Row, repeat, Answer, cancel) is { } first) return first;
        if ((await act()).Refused(out var refusal, out var answer)) return refusal;
        try
        {
            await table.AddEntityAsync(RepeatRow.Write(new() { ["Answer"] = JsonSerializer.Serialize(answer, Json.Options) }, repeat.Id, Row, repeat), cancel);
            return answer;
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            // Another was faster, or this very call was and lost its answer.
            return await FirstAsync(table, repeat.Id, Row, repeat, Answer, cancel) ?? answer;
        }
    }

    /// <summary>
    /// Ties the key to the body it came with first: <see cref="Refusals.IdempotencyKeyReused"/> for every other. One storage
    /// call, a repeat takes two; none without a key.
    /// </summary>
    public async Task<Refusal?> ClaimAsync(Repeat? repeat, CancellationToken cancel)
    {
        if (repeat is null) return null;
        try
        {
            await table.AddEntityAsync(RepeatRow.Write([], repeat.Id, Claim, repeat), cancel);
            return null;
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            return (await FirstAsync(table, repeat.Id, Claim, repeat, row => row, cancel))?.Refusal;
        }
    }

    /// <summary>
    /// What a key led to the first time, or <see cref="Refusals.IdempotencyKeyReused"/> when that was another request's; null
    /// when the key is new. One storage call, none without a key.
    /// </summary>
    internal static async Task<Outcome<T>?> FirstAsync<T>(TableClient table, string partition, string row, Repeat? repeat, Func<TableEntity, T> read, CancellationToken cancel)
    {
        if (repeat is null || await table.FindAsync(partition, row, cancel) is not { } first) return null;
        return RepeatRow.Check(first, repeat) is { } reused ? reused : read(first);
    }
}
