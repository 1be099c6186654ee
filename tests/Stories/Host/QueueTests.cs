using Azure.Storage.Queues;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Host;

public sealed class QueueTests : IDisposable
{
    private readonly string name = AzuriteFixture.UniqueName();
    private readonly HostUnderTest test = new();

    public QueueTests() => test.Settings["Queue"] = name;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(TextFunctions), """{"name":"灯","count":3}""", """{"name":"灯","count":3}""")]
    [InlineData(typeof(MessageFunctions), "灯", "灯 1 True")]
    public async Task A_message_reaches_the_function_in_the_form_it_asks_for_and_is_deleted(Type functions, string text, string told)
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync(text, Cancel);
        await using var host = await test.StartAsync(functions);
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 1, "the message");
        await IsEmptyAsync(queue);
        Assert.Equal([told], test.Journal.Lines);
    }

    [Fact]
    public async Task Plain_texts_are_read_when_host_json_says_so()
    {
        test.Extensions = """ "queues": { "messageEncoding": "none", "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync(QueueMessageEncoding.None);
        await queue.SendMessageAsync("灯 plain", Cancel);
        await using var host = await test.StartAsync(typeof(MessageFunctions));
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 1, "the message");
        Assert.Equal(["灯 plain 1 True"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_failing_message_is_tried_as_often_as_host_json_says_and_then_is_poison()
    {
        test.Extensions = """ "queues": { "maxDequeueCount": 3, "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync();
        await queue.SendMessageAsync("灯", Cancel);
        await using var host = await test.StartAsync(typeof(HopelessFunctions));
        Assert.Equal("灯", await PoisonAsync(QueueMessageEncoding.Base64));
        await IsEmptyAsync(queue);
        Assert.Equal(["try 1", "try 2", "try 3"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_failed_message_stays_away_for_the_visibility_timeout()
    {
        test.Extensions = """ "queues": { "visibilityTimeout": "01:00:00", "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync();
        await queue.SendMessageAsync("灯", Cancel);
        await using (await test.StartAsync(typeof(HopelessFunctions)))
            await Eventually.TrueAsync(() => test.Journal.Lines.Length == 1, "the first try");
        Assert.Empty((await queue.ReceiveMessagesAsync(Cancel)).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
        Assert.Equal(["try 1"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_message_that_was_received_too_often_goes_to_poison_without_a_try()
    {
        test.Extensions = """ "queues": { "maxDequeueCount": 2, "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync();
        await queue.SendMessageAsync("灯", Cancel);
        for (var died = 0; died < 2; died++)
        {
            var received = (await queue.ReceiveMessageAsync(cancellationToken: Cancel)).Value;
            await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancel);
        }
        await using var host = await test.StartAsync(typeof(HopelessFunctions));
        Assert.Equal("灯", await PoisonAsync(QueueMessageEncoding.Base64));
        Assert.Empty(test.Journal.Lines);
    }

    [Fact]
    public async Task A_text_that_is_not_base64_becomes_poison_as_it_is_and_holds_up_nothing()
    {
        test.Extensions = """ "queues": { "maxDequeueCount": 2, "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync();
        await new QueueClient(await AzuriteFixture.ConnectionStringAsync(), name).SendMessageAsync("not base64!", Cancel);
        await queue.SendMessageAsync("灯", Cancel);
        await using var host = await test.StartAsync(typeof(MessageFunctions));
        Assert.Equal("not base64!", await PoisonAsync(QueueMessageEncoding.None));
        Assert.Equal(["灯 1 True"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_yet_is_waited_for_and_not_made()
    {
        await using var host = await test.StartAsync(typeof(TextFunctions));
        var queue = await ClientAsync(name, QueueMessageEncoding.Base64);
        Assert.False(await queue.ExistsAsync(Cancel));
        await queue.CreateAsync(cancellationToken: Cancel);
        await queue.SendMessageAsync("at last", Cancel);
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 1, "the message");
    }

    [Fact]
    public async Task The_lease_is_renewed_while_a_function_runs()
    {
        // Long enough that a busy machine renews in time, short enough to be outlasted here.
        test.Lease = TimeSpan.FromSeconds(8);
        var queue = await CreateAsync();
        await queue.SendMessageAsync("long", Cancel);
        await using var host = await test.StartAsync(typeof(HeldFunctions));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 1, "the function");
        // Were the lease not renewed, the message would be seen again, by this reader or by the host.
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var end = DateTime.UtcNow + test.Lease * 1.5; DateTime.UtcNow < end; await look.WaitForNextTickAsync(Cancel))
            Assert.Empty((await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(1), Cancel)).Value);
        test.Journal.LetGo();
        await Eventually.TrueAsync(() => test.Journal.Lines.Length > 0, "the end");
        await IsEmptyAsync(queue);
        Assert.Equal(["long"], test.Journal.Lines);
        Assert.Equal(1, test.Journal.Running.Most);
    }

    [Fact]
    public async Task No_more_run_side_by_side_than_batch_size_and_threshold_allow()
    {
        test.Extensions = """ "queues": { "batchSize": 2, "newBatchThreshold": 1, "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync();
        for (var number = 0; number < 9; number++) await queue.SendMessageAsync($"{number}", Cancel);
        await using var host = await test.StartAsync(typeof(HeldFunctions));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 2, "the first batch");
        test.Journal.LetGo();
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 9, "all messages");
        Assert.InRange(test.Journal.Running.Most, 2, 3);
        Assert.Equal(9, test.Journal.Lines.Distinct().Count());
    }

    [Fact]
    public async Task A_stop_takes_nothing_new_and_waits_for_what_runs()
    {
        test.Extensions = """ "queues": { "batchSize": 1, "newBatchThreshold": 0, "maxPollingInterval": "00:00:00.2" } """;
        var queue = await CreateAsync();
        await queue.SendMessageAsync("first", Cancel);
        await queue.SendMessageAsync("second", Cancel);
        await using var host = await test.StartAsync(typeof(HeldFunctions));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 1, "the first message");
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        test.Journal.LetGo();
        await stopping;
        Assert.Equal(["first"], test.Journal.Lines);
        Assert.Equal("second", Assert.Single((await queue.ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value).Body.ToString());
    }

    [Fact]
    public async Task A_message_given_by_hand_runs_without_the_queue()
    {
        await using var host = await test.StartAsync(typeof(TextFunctions));
        await host.InvokeAsync("Text", "by hand");
        Assert.Equal(["by hand"], test.Journal.Lines);
    }

    public void Dispose() => test.Dispose();

    private async Task<QueueClient> CreateAsync(QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var queue = await ClientAsync(name, encoding);
        await queue.CreateAsync(cancellationToken: Cancel);
        return queue;
    }

    private static async Task<QueueClient> ClientAsync(string name, QueueMessageEncoding encoding) =>
        new(await AzuriteFixture.ConnectionStringAsync(), name, new QueueClientOptions { MessageEncoding = encoding });

    /// <summary>The text of the one message in the poison queue, once it is there.</summary>
    private async Task<string> PoisonAsync(QueueMessageEncoding encoding)
    {
        var poison = await ClientAsync($"{name}-poison", encoding);
        string? text = null;
        for (var end = DateTime.UtcNow.AddSeconds(20); text is null && DateTime.UtcNow < end;)
            text = await poison.ExistsAsync(Cancel) ? (await poison.ReceiveMessageAsync(cancellationToken: Cancel)).Value?.Body.ToString() : null;
        return text ?? throw new TimeoutException("Nothing came to the poison queue.");
    }

    private static async Task IsEmptyAsync(QueueClient queue)
    {
        for (var end = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < end;)
            if ((await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount == 0) return;
        Assert.Fail("The message was not deleted.");
    }
}
