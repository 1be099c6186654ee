using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>The reminders on an empty store, a clock that tests move, and a WeChat of their own. Plays the host: serves orders, five times, then poison.</summary>
internal sealed class ReminderScene : IAsyncDisposable
{
    public static readonly DateOnly ReceptionDay = new(2026, 12, 20);

    private ServiceProvider provider = null!;

    public required ManualTime Time { get; init; }

    public required FakeWeChatApi WeChat { get; init; }

    public required SentOrders Orders { get; init; }

    public StorageCalls Calls { get; } = new();

    public StorageCut Cut { get; } = new();

    public FakeLoggerProvider Log { get; } = new();

    /// <summary>Called before each delivery of a message with its number; 6 is its end as poison.</summary>
    public Action<int>? BeforeDelivery { get; set; }

    public Call Call(Caller caller) => new(caller, Get<StationClock>().Now);

    public T Get<T>() where T : notnull => provider.GetRequiredService<T>();

    public static async Task<ReminderScene> StartAsync(ReminderStorage storage, DateTimeOffset now, params (string Name, string? Value)[] settings)
    {
        await storage.EmptyAsync();
        var time = new ManualTime(now);
        var scene = new ReminderScene { Time = time, WeChat = await FakeWeChatApi.StartAsync(time: time), Orders = new SentOrders(time) };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["WeChat:AppId"] = scene.WeChat.AppId,
            ["WeChat:AppSecret"] = scene.WeChat.AppSecret,
            ["WeChat:Token"] = "localtoken",
            ["WeChat:EncodingAESKey"] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
            ["WeChat:ApiBaseUrl"] = scene.WeChat.BaseUrl,
            ["WeChat:DefaultStation"] = "na001",
            ["WeChat:Templates:Reception"] = "template-reception",
        }).AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value)).Build();
        scene.provider = Provide(scene, configuration);
        return scene;
    }

    private static ServiceProvider Provide(ReminderScene scene, IConfiguration configuration) => new ServiceCollection()
        .AddLogging(logging => logging.ClearProviders().AddProvider(scene.Log))
        .AddSingleton(new StationClock(scene.Time))
        .AddSingleton(new TableServiceClient(configuration["AzureWebJobsStorage"], Patient(new TableClientOptions(), scene)))
        .AddSingleton(new QueueServiceClient(configuration["AzureWebJobsStorage"], Patient(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, scene)))
        .AddCalendar(new(configuration)).AddWeChat(new(configuration)).AddNotices().AddStations().AddRepresentatives().AddOccasions().AddReminders(new(configuration))
        // Its minute of patience with a refusal goes by the moved clock.
        .AddSingleton(provider => new WeChatTokenClient(provider.GetRequiredService<WeChatApiClient>(), provider.GetRequiredService<WeChatOptions>(), scene.Time))
        .AddSingleton<ScopeHandler>().AddTransient<ReminderTimers>().AddTransient<ReminderWorkers>().AddTransient<NoticeEndpoints>()
        .BuildServiceProvider();

    // A busy machine must not look like a storage fault: calls are counted and cut one by one here.
    private static T Patient<T>(T options, ReminderScene scene) where T : ClientOptions
    {
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        foreach (var policy in new HttpPipelinePolicy[] { scene.Calls, scene.Cut, scene.Orders }) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    /// <summary>A station with so many people, all of whom follow the account.</summary>
    public async Task<string> StationAsync(string id = "na017", int people = 7)
    {
        await Get<StationTable>().ImportAsync([new Station(An.Id(id), $"{id}代表联络站", StationKind.Station, "花园路街道")], default);
        await PeopleAsync(id, 1, people);
        return id;
    }

    public Task PeopleAsync(string stationId, int from, int count, bool follow = true) => Get<RepresentativeTable>().ImportAsync(
        [.. Enumerable.Range(from, count).Select(number => new Representative(An.Person($"{stationId}-r{number:D3}"), $"代表{number}", [RepresentativeRole.Deliberation], [An.Id(stationId)])
            { OpenId = follow ? OpenId(stationId, number) : null })], default);

    public static string OpenId(string stationId, int number) => $"o-{stationId}-{number:D3}";

    /// <summary>Staff decide about the station's reception of 20 December.</summary>
    public async Task DecideAsync(string stationId, DateOnly? date = null, OccasionStatus status = OccasionStatus.Planned)
    {
        var calendar = Get<ReceptionCalendar>();
        var key = new OccasionKey(OccasionKind.Reception, ReceptionDay, An.Id(stationId));
        var before = await Get<OccasionTable>().FindAsync(key, default) ?? Occasion.Of(calendar.OnNominalDate(ReceptionDay)!, key.StationId, calendar.Rules);
        var on = date ?? before.Date;
        var after = before with
        {
            Start = StationClock.InstantOf(on, new TimeOnly(9, 0)), End = StationClock.InstantOf(on, new TimeOnly(11, 30)), Status = status, Version = before.Version + 1,
        };
        var journal = new OccasionJournal(Time.GetUtcNow(), "member:clerk", "move", before.Date, on, status, null);
        Assert.False((await Get<OccasionTable>().ChangeAsync(before, _ => (after, journal), null, default)).Refused(out _, out _));
    }

    /// <summary>Staff decide over HTTP's handler about the station's reception of 20 December; whoever was told is told by a hint.</summary>
    public async Task<Occasion> ActAsync(string stationId, string action, string body)
    {
        Assert.False(OccasionActions.All.Read(action, Encoding.UTF8.GetBytes(body)).Refused(out var refusal, out var wish), refusal?.Detail);
        var key = new OccasionKey(OccasionKind.Reception, ReceptionDay, An.Id(stationId));
        Assert.False((await Get<OccasionHandler>().DecideAsync(Call(An.Administrator), key, wish!, default)).Refused(out refusal, out var decided), refusal?.Detail);
        return decided.Value;
    }

    public Task<Occasion> MoveAsync(string stationId, int day) => ActAsync(stationId, "move", $$"""{"date":"2026-12-{{day}}","reason":"停电"}""");

    /// <summary>What is yet to be told.</summary>
    public Task<List<OccasionNews>> NewsAsync() => Get<OccasionTable>().NewsAsync(ReceptionDay, default);

    public Task RemindAsync(bool late = false) => Get<ReminderTimers>().Remind(new TimerInfo { IsPastDue = late }, default);

    public Task ResumeAsync(bool late = false) => Get<ReminderTimers>().Resume(new TimerInfo { IsPastDue = late }, default);

    /// <summary>Serves every order and hint that can be seen now, and those they bring at once.</summary>
    public async Task ServeAsync()
    {
        while (true)
            if (Orders.Take() is { } order) await DeliverAsync(order);
            else if (Orders.Take(TellNewsQueue.QueueName) is { } hint) await DeliverNewsAsync(hint);
            else return;
    }

    /// <summary>Moves the clock, then serves what has become visible.</summary>
    public async Task LaterAsync(TimeSpan by)
    {
        Time.Advance(by);
        await ServeAsync();
    }

    /// <summary>The host's rules for one message: again 10 s after a failure, five times in all, then poison.</summary>
    public Task DeliverAsync(string body) => DeliverAsync(worker => worker.Remind(body, default), worker => worker.Bury(body, default));

    /// <summary>The same for a hint of news.</summary>
    public Task DeliverNewsAsync(string body) => DeliverAsync(worker => worker.Tell(body, default), worker =>
    {
        worker.BuryNews(body);
        return Task.CompletedTask;
    });

    private async Task DeliverAsync(Func<ReminderWorkers, Task> serve, Func<ReminderWorkers, Task> bury)
    {
        for (var delivery = 1; delivery <= 5; delivery++)
        {
            BeforeDelivery?.Invoke(delivery);
            try
            {
                await serve(Get<ReminderWorkers>());
                return;
            }
            catch (Exception fault) when (fault is StorageCut.CutException or Azure.RequestFailedException or AggregateException or FormatException)
            {
                Time.Advance(TimeSpan.FromSeconds(10));
            }
        }
        BeforeDelivery?.Invoke(6);
        await bury(Get<ReminderWorkers>());
    }

    /// <summary>The notices of a station about the reception of 20 December, in the order of their keys.</summary>
    public async Task<List<Notice>> NoticesAsync(string stationId) => [.. (await Get<NoticeTable>().PageAsync(new NoticeFilter(An.Id(stationId)), new PageRequest(1000, null), default)).Items];

    /// <summary>How many messages each of these people was sent, WeChat's own dropping of duplicates included.</summary>
    public IReadOnlyList<int> Received(string stationId, int people) =>
        [.. Enumerable.Range(1, people).Select(number => WeChat.Deliveries.Count(delivery => delivery.ToUser == OpenId(stationId, number)))];

    public static DateTimeOffset At(int day, int hour, int minute) => StationClock.InstantOf(new DateOnly(2026, 12, day), new TimeOnly(hour, minute));

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}
