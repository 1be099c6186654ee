using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Serverless.Local;

/// <summary>Keeps a message hidden from other readers while its function runs: renewed at half time.</summary>
internal sealed class MessageLease
{
    private readonly QueueClient queue;
    private readonly QueueMessage message;
    private readonly TimeSpan length;
    private readonly CancellationTokenSource done = new();
    private readonly Task renewing;
    private string receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan length)
    {
        (this.queue, this.message, this.length) = (queue, message, length);
        receipt = message.PopReceipt;
        renewing = RenewAsync();
    }

    /// <summary>Stops renewing; the receipt that is valid now, since each renewal gives a new one.</summary>
    public async Task<string> EndAsync()
    {
        await done.CancelAsync();
        await renewing;
        done.Dispose();
        return receipt;
    }

    private async Task RenewAsync()
    {
        while (true)
        {
            await Task.Delay(length / 2, done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested) return;
            try
            {
                // Not cancelled by the end: a receipt that changed unseen would make the delete fail.
                var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: length);
                receipt = renewed.Value.PopReceipt;
            }
            catch (RequestFailedException)
            {
                // Storage was away, or the message went to another reader: what follows shows which.
            }
        }
    }
}
