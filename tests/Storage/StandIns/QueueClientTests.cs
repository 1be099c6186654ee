using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>The members of the queue client that the product and the host use; the package itself is the official one.</summary>
public sealed class QueueClientTests
{
    [Fact]
    public async Task A_queue_is_created_if_it_is_not_there()
    {
        var queue = new QueueClient(await AzuriteFixture.ConnectionStringAsync(), AzuriteFixture.UniqueName());
        Assert.False((await queue.ExistsAsync()).Value);
        Assert.Equal(201, (await queue.CreateIfNotExistsAsync()).Status);
        Assert.Null(await queue.CreateIfNotExistsAsync());
        Assert.True((await queue.ExistsAsync()).Value);
        Assert.True((await queue.DeleteIfExistsAsync()).Value);
        await Failing.WithAsync(404, "QueueNotFound", () => queue.SendMessageAsync("x"));
    }

    [Fact]
    public async Task A_message_is_received_once_and_gone_when_deleted()
    {
        var queue = await AzuriteFixture.QueueAsync();
        var sent = (await queue.SendMessageAsync("路灯")).Value;
        var message = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal((sent.MessageId, "路灯", 1L), (message.MessageId, message.Body.ToString(), message.DequeueCount));
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        await Failing.WithAsync(404, "MessageNotFound", () => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt));
    }

    [Fact]
    public async Task A_message_shown_again_counts_and_its_old_receipt_is_void()
    {
        var queue = await AzuriteFixture.QueueAsync();
        await queue.SendMessageAsync("x");
        var first = (await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(30))).Value.Single();
        var update = (await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: TimeSpan.Zero)).Value;
        Assert.NotEqual(first.PopReceipt, update.PopReceipt);
        var second = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal((2L, "x"), (second.DequeueCount, second.Body.ToString()));
        await Failing.WithAsync(400, "PopReceiptMismatch", () => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));
    }

    [Fact]
    public async Task A_message_can_be_looked_at_and_counted_without_being_taken()
    {
        var queue = await AzuriteFixture.QueueAsync();
        await queue.SendMessageAsync("x");
        await queue.SendMessageAsync("later", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(-1));
        Assert.Equal("x", (await queue.PeekMessagesAsync(32)).Value.Single().Body.ToString());
        Assert.Equal(2, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        await queue.ClearMessagesAsync();
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_message_is_base64_on_the_wire_if_that_is_chosen()
    {
        var queue = await AzuriteFixture.QueueAsync(new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.SendMessageAsync("路灯");
        var plain = new QueueClient(await AzuriteFixture.ConnectionStringAsync(), queue.Name);
        Assert.Equal("6Lev54Gv", (await plain.PeekMessageAsync()).Value.Body.ToString());
        Assert.Equal("路灯", (await queue.ReceiveMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task A_message_over_64_KiB_is_refused()
    {
        var queue = await AzuriteFixture.QueueAsync();
        await queue.SendMessageAsync(new string('x', 64 * 1024));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync(new string('x', (64 * 1024) + 1)));
        Assert.Equal((413, "RequestBodyTooLarge"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task A_service_lists_its_queues_by_prefix()
    {
        var queue = await AzuriteFixture.QueueAsync();
        var service = new QueueServiceClient(await AzuriteFixture.ConnectionStringAsync());
        Assert.Equal(queue.Name, (await service.GetQueuesAsync(prefix: queue.Name).SingleAsync()).Name);
        Assert.Equal(queue.Name, service.GetQueueClient(queue.Name).Name);
    }
}
