using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Serverless.Local;

/// <summary>Feeds one queue function: batches, leases, retries, poison and idle waits as the real host does them.</summary>
/// <param name="account">A client without message encoding: decoding is done here, so that an undecodable message is one failure.</param>
internal sealed class QueueListener(FunctionEntry function, string queueName, QueueServiceClient account, QueueRules rules, TimeSpan lease, FunctionRunner runner, HostOutput output)
{
    private const string Poison = "-poison";

    private readonly QueueClient queue = account.GetQueueClient(queueName);
    private readonly HashSet<Task> inWork = [];
    private bool isAway;

    /// <summary>Polls until it is stopped; returns after the messages in work are done.</summary>
    public async Task ListenAsync(CancellationToken stop)
    {
        var wait = QueueRules.ShortestWait;
        while (!stop.IsCancellationRequested)
        {
            while (inWork.Count > rules.NewBatchThreshold) inWork.Remove(await Task.WhenAny(inWork));
            var batch = await ReceiveAsync(stop);
            inWork.RemoveWhere(task => task.IsCompleted);
            foreach (var message in batch) inWork.Add(Task.Run(() => ServeAsync(message), CancellationToken.None));
            if (batch.Length > 0)
            {
                wait = QueueRules.ShortestWait;
                continue;
            }
            await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < rules.MaxPollingInterval ? wait * 2 : rules.MaxPollingInterval;
        }
        await Task.WhenAll(inWork);
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            var batch = (await queue.ReceiveMessagesAsync(rules.BatchSize, lease, stop)).Value;
            isAway = false;
            return batch;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception fault)
        {
            if (!stop.IsCancellationRequested) SayAway(fault);
            return [];
        }
    }

    private void SayAway(Exception fault)
    {
        if (!isAway) output.Note(function, $"the queue {queueName} does not answer ({fault.GetType().Name}); still trying");
        isAway = true;
    }

    private async Task ServeAsync(QueueMessage message)
    {
        try
        {
            var hold = new MessageLease(queue, message, lease);
            // One too many: its earlier readers died before they could give it up.
            var failed = message.DequeueCount > rules.MaxDequeueCount || await RunAsync(message) is not null;
            await SettleAsync(message, await hold.EndAsync(), failed);
        }
        catch (Exception fault)
        {
            // The message comes back when its lease ends: functions are safe to repeat.
            output.Note(function, $"could not settle a message ({output.Reason(fault)})");
        }
    }

    private Task<Exception?> RunAsync(QueueMessage message) => runner.RunAsync(function, (services, cancel) =>
        new LocalContext(function, services, cancel) { Message = MessageText.Decode(message, rules.IsBase64) });

    private async Task SettleAsync(QueueMessage message, string receipt, bool failed)
    {
        if (!failed)
        {
            await DeleteAsync(message, receipt);
        }
        else if (message.DequeueCount < rules.MaxDequeueCount)
        {
            await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: rules.VisibilityTimeout);
        }
        else if (!queueName.EndsWith(Poison, StringComparison.Ordinal))
        {
            await BuryAsync(message);
            await DeleteAsync(message, receipt);
        }
    }

    /// <summary>The text goes as it stood in the queue, so that it is not encoded twice.</summary>
    private async Task BuryAsync(QueueMessage message)
    {
        var poison = account.GetQueueClient(queueName + Poison);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.MessageText);
        output.Note(function, $"gave up after {message.DequeueCount} tries; the message is in {poison.Name}");
    }

    private async Task DeleteAsync(QueueMessage message, string receipt)
    {
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, receipt);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.MessageNotFound || fault.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // Another reader has it or is done with it.
        }
    }
}
