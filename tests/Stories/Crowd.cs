using System.Collections.Concurrent;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>
/// Citizens who write through WeChat: a push that is not acknowledged is sent again, the same, as WeChat does. It knows
/// what was acknowledged under which number.
/// </summary>
public sealed class Crowd
{
    private readonly string[] citizens = [.. Enumerable.Range(0, 24).Select(_ => ProductTables.Name())];
    private readonly ConcurrentDictionary<string, Message> acknowledged = new();
    private readonly ConcurrentQueue<Message> waiting = new();
    private readonly ConcurrentQueue<Answer> answers = new();
    private int count;

    /// <summary>A text of a citizen; no two are the same.</summary>
    public sealed record Message(string OpenId, string Content, WeChatSender.Request Push);

    /// <summary>What a try brought; status 0 when the connection broke.</summary>
    public sealed record Answer(int Status, TimeSpan Took);

    /// <summary>Messages by the number their senders were given.</summary>
    public IReadOnlyDictionary<string, Message> Acknowledged => acknowledged;

    /// <summary>What every try brought so far.</summary>
    public IReadOnlyCollection<Answer> Answers => answers;

    public int Waiting => waiting.Count;

    public IReadOnlyList<string> Citizens => citizens;

    /// <summary>All of them scan a station's code, spread over the stations.</summary>
    public Task ScanAsync(StoryHost host, IReadOnlyList<string> stations) => Task.WhenAll(citizens.Select((citizen, i) => host.ScanAsync(citizen, $"s.{stations[i % stations.Count]}")));

    /// <summary>Some write side by side, one message after another, those that wait first, until they are told to stop.</summary>
    public Task WriteAsync(StoryHost host, CancellationToken stop, int atOnce = 6) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
    {
        while (!stop.IsCancellationRequested) await SendAsync(host, waiting.TryDequeue(out var again) ? again : New(host));
    }));

    /// <summary>Sends again what waits, until all of it is acknowledged.</summary>
    public async Task SendAgainAsync(StoryHost host)
    {
        while (waiting.TryDequeue(out var message)) await SendAsync(host, message);
    }

    /// <summary>Each of them hears of as many of their own as the bot tells, of nobody else's, and of none that was not acknowledged.</summary>
    public async Task OwnListsHoldAsync(StoryHost host)
    {
        foreach (var citizen in citizens)
        {
            var own = acknowledged.Where(one => one.Value.OpenId == citizen).Select(one => one.Key).ToHashSet();
            var told = StoryHost.NumbersIn(await host.SayAsync(citizen, "我的意见"));
            Assert.Equal(Math.Min(10, own.Count), told.Distinct().Count());
            Assert.Subset(own, told.ToHashSet());
        }
    }

    private Message New(StoryHost host)
    {
        var number = Interlocked.Increment(ref count);
        var content = $"第{number}件事：路灯坏了，请修一修。";
        return new(citizens[number % citizens.Length], content, host.Text(citizens[number % citizens.Length], content));
    }

    private async Task SendAsync(StoryHost host, Message message)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = await TryAsync(host, message);
        answers.Enqueue(new(answer?.Status ?? 0, TimeProvider.System.GetElapsedTime(started)));
        if (answer is { Status: 200 }) Note(StoryHost.NumberIn(host.WeChat.Open(answer.Body)), message);
        else waiting.Enqueue(message);
    }

    private void Note(string number, Message message) =>
        Assert.True(acknowledged.TryAdd(number, message) || acknowledged[number] == message, $"{number} was given to two messages.");

    private static async Task<HttpAnswer?> TryAsync(StoryHost host, Message message)
    {
        try
        {
            return await host.PushAsync(message.Push);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
