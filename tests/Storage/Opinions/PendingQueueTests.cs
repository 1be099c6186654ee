using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Opinions;

/// <summary>What hints tell, and when they are seen.</summary>
public sealed partial class PendingQueueTests
{
    [Theory]
    [InlineData(3, 1, 0)]
    [InlineData(50, 1, 0)]
    [InlineData(51, 1, 10)]
    [InlineData(450, 3, 10)]
    public async Task Hints_tell_of_all_that_arrived_and_those_of_a_rush_are_seen_later(int arrived, int hints, int seconds)
    {
        var sent = await SendAsync([.. Enumerable.Range(0, arrived).Select(at => An.Opinion(stationId: $"na{at % 7:D3}", source: $"source{at}"))]);
        Assert.Equal(Enumerable.Repeat(seconds, hints), sent.Select(one => one.Seconds));
        Assert.Equal(arrived, sent.SelectMany(one => one.Hint.Opinions).Select(one => one.Number).Distinct().Count());
        Assert.All(sent, one => Assert.True(one.Text.Length < 48 * 1024));
    }

    [Fact]
    public async Task Opinions_of_a_station_stand_together()
    {
        var sent = await SendAsync([.. Enumerable.Range(0, 30).Select(at => An.Opinion(stationId: $"na{at % 3:D3}", source: $"source{at}"))]);
        var stations = sent.Single().Hint.Opinions.Select(one => one.Parsed().StationId).ToList();
        Assert.Equal(stations.Select(one => one.ToString()).Order(StringComparer.Ordinal), stations.Select(one => one.ToString()));
    }

    private static async Task<IReadOnlyList<(int Seconds, string Text, PendingHint Hint)>> SendAsync(IReadOnlyList<Opinion> arrived)
    {
        var messages = new Messages();
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        options.AddPolicy(messages, HttpPipelinePosition.PerCall);
        var service = new QueueServiceClient(await AzuriteFixture.ConnectionStringAsync(), options);
        await service.GetQueueClient(PendingQueue.QueueName).CreateIfNotExistsAsync();
        using var queue = new PendingQueue(service, NullLogger<PendingQueue>.Instance);
        foreach (var opinion in arrived) queue.Touch(opinion);
        await queue.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => messages.Told == arrived.Count, "the hints of a second");
        await queue.StopAsync(CancellationToken.None);
        return messages.Sent;
    }

    /// <summary>Notes what goes to the queue.</summary>
    private sealed partial class Messages : HttpPipelinePolicy
    {
        private volatile int told;

        public List<(int Seconds, string Text, PendingHint Hint)> Sent { get; } = [];

        /// <summary>Of how many opinions.</summary>
        public int Told => told;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Method == RequestMethod.Post) await NoteAsync(message.Request);
            await ProcessNextAsync(message, pipeline);
        }

        private async Task NoteAsync(Request request)
        {
            using var body = new MemoryStream();
            await request.Content!.WriteToAsync(body, CancellationToken.None);
            body.Position = 0;
            var text = XDocument.Load(body).Root!.Element("MessageText")!.Value;
            var delay = Delay().Match(request.Uri.ToString());
            var hint = PendingHint.Read(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
            Sent.Add((delay.Success ? int.Parse(delay.Groups[1].Value) : 0, text, hint));
            told += hint.Opinions.Count;
        }

        [GeneratedRegex("visibilitytimeout=([0-9]+)")]
        private static partial Regex Delay();
    }
}
