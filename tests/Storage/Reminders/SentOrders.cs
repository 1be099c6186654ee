using System.Text;
using System.Web;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Serverless.Reminders;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>
/// Takes down every order and hint that is sent and when it is to be seen: the emulator's queue hides messages by the real
/// clock, and these tests move their own.
/// </summary>
internal sealed class SentOrders(TimeProvider time) : HttpPipelinePolicy
{
    private readonly Lock state = new();
    private readonly List<(string Queue, string Body, DateTimeOffset At)> waiting = [];

    /// <summary>The orders not yet taken, and when they are to be seen.</summary>
    public IReadOnlyList<(ReminderOrder Order, DateTimeOffset At)> Waiting
    {
        get { lock (state) return [.. waiting.Where(sent => sent.Queue == RemindStationsQueue.QueueName).Select(sent => (RemindStationsQueue.Read(sent.Body)!, sent.At))]; }
    }

    /// <summary>When the messages of a queue that are not yet taken are to be seen.</summary>
    public IReadOnlyList<DateTimeOffset> Of(string queue)
    {
        lock (state) return [.. waiting.Where(sent => sent.Queue == queue).Select(sent => sent.At)];
    }

    /// <summary>Takes the queue's next message that can be seen now, or null.</summary>
    public string? Take(string queue = RemindStationsQueue.QueueName)
    {
        lock (state)
        {
            var i = waiting.FindIndex(sent => sent.Queue == queue && sent.At <= time.GetUtcNow());
            if (i < 0) return null;
            var body = waiting[i].Body;
            waiting.RemoveAt(i);
            return body;
        }
    }

    public void Clear()
    {
        lock (state) waiting.Clear();
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        var address = message.Request.Uri.ToUri();
        if (message.Request.Method != RequestMethod.Post || address.Segments is not [.., var queue, "messages"] || message.Response.Status != 201) return;
        var body = Encoding.UTF8.GetString(Convert.FromBase64String((await ReadAsync(message.Request)).Root!.Value));
        var seconds = int.Parse(HttpUtility.ParseQueryString(address.Query)["visibilitytimeout"] ?? "0");
        lock (state) waiting.Add((queue.TrimEnd('/'), body, time.GetUtcNow().AddSeconds(seconds)));
    }

    private static async Task<XDocument> ReadAsync(Request request)
    {
        using var stream = new MemoryStream();
        await request.Content!.WriteToAsync(stream, CancellationToken.None);
        stream.Position = 0;
        return XDocument.Load(stream);
    }
}
