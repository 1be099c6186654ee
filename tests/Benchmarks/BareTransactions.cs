using System.Diagnostics;
using Azure.Data.Tables;
using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Benchmarks;

/// <summary>
/// What storage alone would take: the product's three rows in one transaction, by the same client, from a process of
/// the same kind with as many in flight. It reads counts from its input and answers seconds.
/// </summary>
internal static class BareTransactions
{
    public const string Mode = "bare-transactions";
    public const string TableName = "BareOpinions";

    /// <summary>The child's side.</summary>
    public static async Task<int> ServeAsync(string connection, int inFlight)
    {
        var options = new TableClientOptions();
        options.Diagnostics.IsLoggingEnabled = false;
        var service = new TableServiceClient(connection, options);
        await service.CreateTableIfNotExistsAsync(TableName);
        var table = service.GetTableClient(TableName);
        var next = 0;
        Console.WriteLine("ready :0");
        while (Console.ReadLine() is { } line)
        {
            var end = next + int.Parse(line);
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
            {
                for (int at; (at = Interlocked.Increment(ref next)) <= end;) await table.SubmitTransactionAsync(Actions(at));
            })));
            next = end;
            Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("R"));
        }
        return 0;
    }

    private static List<TableTransactionAction> Actions(int at)
    {
        var draft = An.Draft(Senders.StationId(at % Senders.Count % Senders.StationCount + 1), $"{at:x32}", $"{at % Senders.Count:x32}", $"第{at}件：小区北门的路灯坏了三天，晚上老人出门看不见路，请尽快派人修好。");
        var number = OpinionNumber.Of(draft.StationId, draft.SourceKey);
        var opinion = OpinionIntake.Receive(draft, number, DateTimeOffset.UtcNow, new DateOnly(2026, 11, 25));
        return
        [
            new(TableTransactionActionType.Add, OpinionRow.Write(opinion, number.Code)),
            new(TableTransactionActionType.Add, JournalRow.Received(opinion, "citizen", number.Code)),
            new(TableTransactionActionType.Add, PendingRow.Write(opinion, number.Code)),
        ];
    }
}
