using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

    public CapturedLog Log { get; } = new();

    public StorageCalls Calls { get; } = new();

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
    public Station NewStation(StationKind kind = StationKind.Station) => new($"na{++stations:D3}", $"第{stations}站", kind, "某街道");

    /// <summary>Sets the clock to a time in Asia/Shanghai, such as <c>2026-06-01 09:00</c>.</summary>
    public void Now(string local) => time.Advance(At(local) - time.GetUtcNow());

    public static DateTimeOffset At(string local) => new(DateTime.Parse(local), StationClock.Offset);

    /// <summary>Opinions of a station that come in at a time and move on, an hour after another.</summary>
    public async Task OpinionsAsync(Station station, int count, string at, params OpinionAction[] moves)
    {
        for (var i = 0; i < count; i++)
        {
            var draft = new OpinionDraft { StationId = station.StationId, Content = "路灯不亮", Channel = "reception", Actor = "staff", SourceKey = Guid.NewGuid().ToString("N"), RepresentativeId = "r001" };
            var opinion = (await Get<OpinionTable>().AddAsync(draft, At(at), new DateOnly(2030, 1, 1), default)).Opinion;
            for (var m = 0; m < moves.Length; m++) opinion = await MoveAsync(opinion, moves[m], At(at).AddHours(m + 1));
        }
    }

    public async Task PersonAsync(Station station, string id, string name) =>
        Assert.False((await Get<RepresentativeTable>().PutAsync(new Representative(id, name, [RepresentativeRole.DistrictDeputy], [station.StationId]), null, default)).Refused(out _, out _));

    /// <summary>Staff note on the day itself that a reception was held.</summary>
    public async Task HoldAsync(Station station, ReceptionDay day)
    {
        var calendar = Get<ReceptionCalendar>();
        var held = Occasion.Of(day, station.StationId, calendar.Rules) with { Status = OccasionStatus.Held };
        var entry = new OccasionJournal(held.End, OccasionAction.Hold, held.Date, held.Date, OccasionStatus.Held, null);
        Assert.False((await Get<OccasionTable>().SaveAsync(held, entry, null, null, default)).Refused(out _, out _));
    }

    /// <summary>A round of notices about a reception, each as it became.</summary>
    public async Task NoticesAsync(Station station, DateOnly nominal, params Func<Notice, Notice>[] fates)
    {
        var round = new NoticeRound(station.StationId, nominal, "reception", -1);
        var at = StationClock.InstantOf(nominal.AddDays(-1), new TimeOnly(8, 0));
        var wanted = fates.Select((_, i) => new Notice(new NoticeKey(round, $"r{i + 1:D3}"), NoticeStatus.Planned, at)).ToList();
        var claim = await Get<NoticeTable>().ClaimAsync(round, wanted, null, at, default);
        await Get<NoticeTable>().RecordAsync(round, [.. claim.Owned.Zip(fates, (row, fate) => row.Become(fate(row.Notice)))], default);
    }

    /// <summary>Counts stations' quarter as the queue's worker does.</summary>
    public async Task CountAsync(Quarter quarter, params Station[] some)
    {
        foreach (var order in RefreshOrder.Split(quarter, some)) await Get<RefreshStatisticsWorkers>().Count(order.Write(), default);
    }

    public async Task<StationReport> ReportAsync(Quarter quarter, Station station) => (await Get<StatisticsTable>().FindAsync(quarter, station.StationId, default))!.Report;

    // The product's own clients give up after 2 s, as a push must; a busy machine would decide the counts.
    private TableServiceClient Tables() => new(azurite.ConnectionString, Counted(new TableClientOptions()));

    private QueueServiceClient Queues() => new(azurite.ConnectionString, Counted(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }));

    private T Counted<T>(T options) where T : ClientOptions
    {
        options.AddPolicy(Calls, HttpPipelinePosition.PerRetry);
        return options;
    }

    private async Task<Opinion> MoveAsync(Opinion opinion, OpinionAction action, DateTimeOffset at)
    {
        var table = Get<OpinionTable>();
        OpinionNumber.TryParse(opinion.Number, out var number);
        var (before, tag) = (await table.FindAsync(number, default))!.Value;
        var move = new OpinionMove { Action = action, Actor = "staff", Text = "已处理" };
        Assert.False(move.Apply(before, at).Refused(out _, out var after));
        Assert.False((await table.MoveAsync(after!, move.Entry(before, after!, at), tag, null, null, default)).Refused(out _, out _));
        return after!;
    }
}
