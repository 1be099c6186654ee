using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Serverless.Platform;

/// <summary>
/// Adds groups of new rows, each whole or not at all. At most <see cref="Turns"/> transactions are under way; groups of one
/// partition that come meanwhile share the next one (group commit), so a rush costs fewer storage calls than groups.
/// </summary>
/// <remarks>A group must stay far below 40 KB: 100 rows of a transaction may have 4 MiB.</remarks>
public sealed class GroupCommitTable(TableClient table)
{
    public const int Turns = 16;
    private const int RowsPerTransaction = 100;

    // No caller waits longer; what still hangs then must give its turn to those who do wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock turns = new();
    private readonly Dictionary<string, Queue<Group>> waiting = [];
    private readonly Queue<string> order = new();
    private int running;

    /// <summary>
    /// Adds the rows, all of one partition. The first row's entity tag, or null when one of them was there before; at most one
    /// storage call, two when it shared one with a group that was there before.
    /// </summary>
    /// <exception cref="RequestFailedException">Storage refused; nothing was added.</exception>
    /// <exception cref="OperationCanceledException">The rows may or may not be added.</exception>
    public async Task<ETag?> TryAddAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancel)
    {
        if (Queued(rows, cancel) is { } group) return await group.Added.Task.WaitAsync(cancel);
        try
        {
            return await AddAsync(rows, cancel);
        }
        finally
        {
            PassOn();
        }
    }

    /// <summary>Null when there is a turn to be taken at once.</summary>
    private Group? Queued(IReadOnlyList<TableEntity> rows, CancellationToken cancel)
    {
        lock (turns)
        {
            if (running < Turns)
            {
                running++;
                return null;
            }
            var (group, partition) = (new Group(rows, cancel), rows[0].PartitionKey);
            if (!waiting.TryGetValue(partition, out var groups))
            {
                waiting[partition] = groups = [];
                order.Enqueue(partition);
            }
            groups.Enqueue(group);
            return group;
        }
    }

    /// <summary>Gives the turn to the partition that has waited longest, or back.</summary>
    private void PassOn()
    {
        if (Next() is { } groups) _ = ServeAsync(groups);
    }

    private List<Group>? Next()
    {
        lock (turns)
        {
            while (order.TryDequeue(out var partition))
            {
                var groups = waiting[partition];
                var next = Take(groups);
                if (groups.Count > 0) order.Enqueue(partition);
                else waiting.Remove(partition);
                if (next.Count > 0) return next;
            }
            running--;
            return null;
        }
    }

    /// <summary>As many as fit, without those whose callers have given up.</summary>
    private static List<Group> Take(Queue<Group> groups)
    {
        var (next, rows) = (new List<Group>(), 0);
        while (groups.TryPeek(out var group) && rows + group.Rows.Count <= RowsPerTransaction)
        {
            groups.Dequeue();
            if (group.Cancel.IsCancellationRequested) continue;
            next.Add(group);
            rows += group.Rows.Count;
        }
        return next;
    }

    private async Task ServeAsync(List<Group> groups)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (groups is [var only]) await AddAloneAsync(only, patience.Token);
            else await AddTogetherAsync(groups, patience.Token);
        }
        // One group's fault, such as a row that was there before, must not be the others'.
        catch (TableTransactionFailedException fault) when (fault.Status < 500)
        {
            await Task.WhenAll(groups.Select(group => AddAloneAsync(group, patience.Token)));
        }
        catch (Exception fault)
        {
            foreach (var group in groups) group.Added.TrySetException(fault);
        }
        finally
        {
            PassOn();
        }
    }

    private async Task AddTogetherAsync(List<Group> groups, CancellationToken cancel)
    {
        var answers = (await table.SubmitTransactionAsync(groups.SelectMany(group => group.Rows).Select(Add), cancel)).Value;
        var at = 0;
        foreach (var group in groups)
        {
            group.Added.TrySetResult(answers[at].Headers.ETag);
            at += group.Rows.Count;
        }
    }

    private async Task AddAloneAsync(Group group, CancellationToken cancel)
    {
        try
        {
            group.Added.TrySetResult(await AddAsync(group.Rows, cancel));
        }
        catch (Exception fault)
        {
            group.Added.TrySetException(fault);
        }
    }

    private async Task<ETag?> AddAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancel)
    {
        try
        {
            return (await table.SubmitTransactionAsync(rows.Select(Add), cancel)).Value[0].Headers.ETag;
        }
        catch (TableTransactionFailedException fault) when (fault.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return null;
        }
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private sealed record Group(IReadOnlyList<TableEntity> Rows, CancellationToken Cancel)
    {
        // Answered on threads of their own: the one that answers has a turn to pass on.
        public TaskCompletionSource<ETag?> Added { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
