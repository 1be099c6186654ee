using Azure;
using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Local;
using Serverless.Notices;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

/// <summary>An emulator for all tests of statistics, because some count every station, with the product's tables and queues, and what a station does in a quarter.</summary>
[CollectionDefinition(Name)]
public sealed class StatisticsStore : IAsyncLifetime, ICollectionFixture<StatisticsStore>
{
    public const string Name = "Statistics";

    private readonly ManualTime time = new(DateTimeOffset.UnixEpoch);
    private Azurite azurite = null!;
    private ServiceProvider services = null!;
    private int stations;

    public FakeLoggerProvider Log { get; } = new();

    public StorageCalls Calls { get; } = new();

    /// <summary>Which columns were asked for; none where all were.</summary>
    public ConcurrentQueue<(string Table, string[] Columns)> Selects { get; } = new();

    public async ValueTask InitializeAsync()
    {
        azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);
        var settings = An.Environment(("Opinions__SenderPepper", "a pepper for tests only"));
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log)).AddSingleton<TimeProvider>(time)
            .AddPlatform().AddSingleton(Tables()).AddSingleton(Queues()).AddCalendar(settings).AddNotices().AddStations().AddRepresentatives().AddOccasions().AddOpinions(settings).AddStatistics(settings)
            .AddSingleton<RefreshStatisticsWorkers>().AddSingleton<RefreshStatisticsTimers>().AddSingleton<StatisticsEndpoints>()
            .BuildServiceProvider();
        foreach (var name in StorageSchema.Tables) await Get<TableServiceClient>().GetTableClient(name).CreateIfNotExistsAsync();
        foreach (var name in StorageSchema.Queues) await Get<QueueServiceClient>().GetQueueClient(name).CreateIfNotExistsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await azurite.DisposeAsync();
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A station no other test knows.</summary>
    public Station NewStation(StationKind kind = StationKind.Station, string street = "某街道") => new(An.Id($"na{++stations:D3}"), $"第{stations}站", kind, street);

    /// <summary>Sets the clock to a time in Asia/Shanghai, such as <c>2026-06-01 09:00</c>.</summary>
    public void Now(string local) => time.AdjustTime(At(local));

    /// <summary>Who asks now, by default an administrator of the district.</summary>
    public Call Call(params Scope[] scopes) =>
        new(new Caller("member:somebody") { Roles = [Role.Administrator], Scopes = scopes is [] ? [Scope.District] : scopes }, new StationClock(time).Now);

    public static DateTimeOffset At(string local) => new(DateTime.Parse(local), StationClock.Offset);

    /// <summary>Opinions of a station that come in at a time and move on, an hour after another.</summary>
    public async Task OpinionsAsync(Station station, int count, string at, params string[] moves)
    {
        for (var i = 0; i < count; i++) await OpinionAsync(station, at, null, moves);
    }

    /// <summary>The same of one that was sent at another time than it was written.</summary>
    public async Task<Opinion> OpinionAsync(Station station, string at, string? sentAt = null, params string[] moves)
    {
        var draft = new OpinionDraft
        {
            StationId = An.Id(station.StationId), Content = "路灯不亮", Channel = "reception", SourceKey = Guid.NewGuid().ToString("N"),
            RepresentativeId = Identifier.Read<PersonId>("r001"), SentAt = sentAt is null ? null : At(sentAt),
        };
        Assert.False((await Get<OpinionTable>().AddAsync(attempt => OpinionIntake.Receive(draft, An.Call(At(at)), HolidayCalendar.Official, attempt), null, default)).Refused(out _, out var added));
        var opinion = added!.Value;
        for (var m = 0; m < moves.Length; m++) opinion = await MoveAsync(opinion, moves[m], Moves.Bodies[moves[m]], At(at).AddMinutes(m + 1));
        return opinion;
    }

    public Task<Opinion> MergeAsync(Opinion opinion, Opinion into, string at) => MoveAsync(opinion, "merge", $$"""{"into":"{{into.Number}}"}""", At(at));

    public async Task PersonAsync(Station station, string id, string name)
    {
        var people = Get<RepresentativeTable>();
        // Another test may have had them elsewhere.
        var seen = await people.FindAsync(An.Person(id), default) is var (_, tag) ? tag : (ETag?)null;
        var put = await people.PutAsync(new Representative(An.Person(id), name, [RepresentativeRole.DistrictDeputy], [station.StationId]), seen, default);
        Assert.False(put.Refused(out _, out _));
    }

    /// <summary>Staff note on the day itself that a reception was held.</summary>
    public async Task HoldAsync(Station station, ReceptionDay day)
    {
        var calendar = Get<ReceptionCalendar>();
        var held = Occasion.Of(day, An.Id(station.StationId), calendar.Rules) with { Status = OccasionStatus.Held, Version = 1 };
        var entry = new OccasionJournal(held.End, "member:clerk", "hold", held.Date, held.Date, OccasionStatus.Held, null);
        Assert.False((await Get<OccasionTable>().ChangeAsync(held, _ => (held, entry), null, default)).Refused(out _, out _));
    }

    /// <summary>A round of notices about a reception, each as it became.</summary>
    public async Task NoticesAsync(Station station, DateOnly nominal, params Func<Notice, Notice>[] fates)
    {
        var round = new NoticeRound(new OccasionKey(OccasionKind.Reception, nominal, Identifier.Read<StationId>(station.StationId)), NoticeStep.Ahead(-1));
        var at = StationClock.InstantOf(nominal.AddDays(-1), new TimeOnly(8, 0));
        var wanted = fates.Select((_, i) => new Notice(round.Subject, round.Step, Identifier.Read<PersonId>($"r{i + 1:D3}"), NoticeChannel.Wechat, at)).ToList();
        var claim = await Get<NoticeTable>().ClaimAsync(round, wanted, null, at, default);
        await Get<NoticeTable>().RecordAsync(round, [.. claim.Owned.Zip(fates, (row, fate) => row with { Value = fate(row.Value) })], default);
    }

    public static readonly ReportFreeze Freeze = new(10);

    /// <summary>The orders that something sends, taken off the queue.</summary>
    public async Task<List<RefreshOrder>> OrdersAsync(Func<Task> send)
    {
        var queue = Get<QueueServiceClient>().GetQueueClient(RefreshStatisticsQueue.QueueName);
        await queue.ClearMessagesAsync();
        await send();
        var orders = new List<RefreshOrder>();
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } some) orders.AddRange(some.Select(message => RefreshOrder.Read(message.Body.ToString())));
        await queue.ClearMessagesAsync();
        return orders;
    }

    /// <summary>Counts stations' quarter as the queue's worker does.</summary>
    public async Task CountAsync(Quarter quarter, params Station[] some)
    {
        foreach (var order in RefreshOrder.Split(quarter, some)) await Get<RefreshStatisticsWorkers>().Count(order.Write(), default);
    }

    public async Task<StationReport> ReportAsync(Quarter quarter, Station station) => (await Get<StatisticsTable>().FindAsync(quarter, An.Id(station.StationId), default))!.Value;

    // The product's own clients give up after 2 s, as a push must; a busy machine would decide the counts.
    private TableServiceClient Tables() => new(azurite.ConnectionString, Counted(new TableClientOptions()));

    private QueueServiceClient Queues() => new(azurite.ConnectionString, Counted(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }));

    private T Counted<T>(T options) where T : ClientOptions
    {
        options.AddPolicy(Calls, HttpPipelinePosition.PerRetry);
        options.AddPolicy(new SelectPolicy(Selects), HttpPipelinePosition.PerCall);
        return options;
    }

    private async Task<Opinion> MoveAsync(Opinion opinion, string action, string body, DateTimeOffset at)
    {
        Assert.False(OpinionActions.All.Read(action, System.Text.Encoding.UTF8.GetBytes(body)).Refused(out _, out var wish));
        Assert.False((await Get<MoveHandler>().MoveAsync(An.Call(at, An.Clerk), opinion.Number, wish!, _ => null, default)).Refused(out _, out var moved));
        return moved!.Value;
    }

    /// <summary>What each reading of a table asks for.</summary>
    private sealed class SelectPolicy(ConcurrentQueue<(string Table, string[] Columns)> selects) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            var uri = message.Request.Uri.ToUri();
            if (message.Request.Method == RequestMethod.Get && uri.Segments[^1].EndsWith("()", StringComparison.Ordinal))
                selects.Enqueue((uri.Segments[^1][..^2], System.Web.HttpUtility.ParseQueryString(uri.Query)["$select"]?.Split(',') ?? []));
        }
    }
}

/// <summary>The actions that end opinions in these tests, with bodies that do.</summary>
internal static class Moves
{
    public const string Answer = "answer";
    public const string Close = "close";
    public const string Reject = "reject";
    public const string Withdraw = "withdraw";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        [Answer] = """{"text":"已处理"}""", [Close] = "", [Reject] = """{"reason":"不属于受理范围","channel":"区信访办"}""", [Withdraw] = "",
    };
}
