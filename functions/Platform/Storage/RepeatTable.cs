using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Serverless.Platform;

/// <summary>
/// What Idempotency-Keys led to whose effect is not one transaction, such as an import's. Partition <c>{hash of caller, route
/// and key}</c>, row <c>r</c>.
/// </summary>
public sealed class RepeatTable(TableServiceClient storage)
{
    public const string TableName = "Repeats";

    private const string Row = "r";

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
        if (await FirstAsync<T>(repeat, cancel) is { } first) return first;
        if ((await act()).Refused(out var refusal, out var answer)) return refusal;
        try
        {
            await table.AddEntityAsync(RepeatRow.Write(new() { ["Answer"] = JsonSerializer.Serialize(answer, Json.Options) }, repeat.Id, Row, repeat), cancel);
            return answer;
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            // Another was faster, or this very call was and lost its answer.
            return await FirstAsync<T>(repeat, cancel) ?? answer;
        }
    }

    private async Task<Outcome<T>?> FirstAsync<T>(Repeat repeat, CancellationToken cancel) where T : class
    {
        if (await table.FindAsync(repeat.Id, Row, cancel) is not { } row) return null;
        return RepeatRow.Check(row, repeat) is { } reused ? reused : JsonSerializer.Deserialize<T>(row.GetString("Answer"), Json.Options)!;
    }
}
