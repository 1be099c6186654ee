using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Local;
using Serverless.Local.Demo;
using Serverless.Notices;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories.Host;

/// <summary>What a newcomer finds in the store after the first start.</summary>
public sealed class DemoDistrictTests(DemoDistrictTests.FirstStart first) : IClassFixture<DemoDistrictTests.FirstStart>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, StationClock.Offset);

    private static readonly DemoData Data = DemoData.Of(
        StationClock.DateOf(Now), new ReceptionCalendar(new ReceptionRules(), HolidayCalendar.Official), HolidayCalendar.Official);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A patient client: the product's own gives up after seconds, and the emulator is counting two quarters meanwhile.
    private readonly TableServiceClient storage = new(first.Azurite.ConnectionString);

    [Fact]
    public async Task The_first_start_says_in_one_line_what_it_loaded() =>
        Assert.Equal(
            $"Loaded the demo district: 164 stations, {Data.People.Count:N0} representatives, {Data.Lives.Sum(lives => lives.Count()):N0} opinions",
            Assert.Single(await first.SaidAsync(), line => line.Contains("Loaded", StringComparison.Ordinal)));

    [Fact]
    public async Task Every_number_of_a_busy_station_leads_to_its_opinion_with_its_history()
    {
        var opinions = new OpinionTable(storage);
        foreach (var life in Data.Lives.MaxBy(lives => lives.Count())!)
        {
            Assert.Equal(life.Opinion, await opinions.FindAsync(life.Opinion.Number, Cancel));
            Assert.Equal(life.Steps.Select(step => step.Entry), (await opinions.HistoryAsync(life.Opinion, Cancel)).Skip(1));
        }
    }

    [Fact]
    public async Task People_stations_receptions_and_notices_can_be_found()
    {
        Assert.Equal(164, (await new StationTable(storage).AllAsync(Cancel)).Count);
        var people = new RepresentativeTable(storage);
        Assert.Equal(Data.People.Select(person => person.Id), (await people.AllAsync(Cancel)).Select(person => person.Id));
        var day = Data.Receptions[0].Planned.NominalDate;
        var decided = await new OccasionTable(storage).BetweenAsync(day, day, Cancel);
        Assert.Equal(
            Data.Receptions.Where(reception => reception.Planned.NominalDate == day && reception.Steps.Count > 0).Select(reception => reception.Occasion).ToHashSet(),
            decided.Values.ToHashSet());
        var notices = new NoticeTable(storage);
        Assert.Equal(Data.Notices.Count(notice => notice.StationId == "na017"), (await notices.PageAsync(new NoticeFilter(An.Id("na017")), new PageRequest(1000, null), Cancel)).Items.Count);
    }

    [Fact]
    public async Task Both_quarters_are_counted_and_every_flow_adds_up()
    {
        var orders = new QueueClient(first.Azurite.ConnectionString, RefreshStatisticsQueue.QueueName);
        await Eventually.TrueAsync(async () => (await orders.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount == 0, "both quarters to be counted", 300);
        // Told in a line or two, not in one for each of the dozens of messages.
        await Eventually.TrueAsync(async () => (await first.SaidAsync()).Any(line => line.Contains("CountStatistics") && line.Contains("of them, this the slowest")), "the counts to be told together");
        Assert.InRange((await first.SaidAsync()).Count(line => line.Contains("CountStatistics") && line.Contains(" ok")), 1, 4);
        foreach (var quarter in Data.Quarters)
        {
            var reports = await new StatisticsTable(storage).QuarterAsync(quarter, Cancel);
            Assert.Equal(164, reports.Count);
            Assert.All(reports, report => Assert.Equal(
                Data.Lives[report.Value.StationId!.Value].Count(life => life.IsOpenAt(quarter.End)), report.Value["opinions.openAtEnd"]));
        }
    }

    [Fact]
    public async Task A_second_start_loads_nothing_and_a_load_cut_short_is_done_again()
    {
        var second = new StringWriter();
        await using (await StartAsync(first.Azurite, second)) { }
        Assert.DoesNotContain("Loaded", second.ToString(), StringComparison.Ordinal);

        // As after a crash between the two transactions that write the stations.
        var stations = storage.GetTableClient(StationTable.TableName);
        foreach (var place in Data.Places.Skip(100)) await stations.DeleteEntityAsync("stations", place.Station.StationId, cancellationToken: Cancel);
        var third = new StringWriter();
        await using (await StartAsync(first.Azurite, third)) { }
        Assert.Contains("Loaded", third.ToString(), StringComparison.Ordinal);
        Assert.Equal(164, (await new StationTable(storage).AllAsync(Cancel)).Count);
    }

    private static Task<LocalHost> StartAsync(Azurite azurite, TextWriter output, IReadOnlyList<Type>? functions = null) => LocalHost.StartAsync(new HostSettings
    {
        Port = 0, Storage = azurite.ConnectionString, Now = Now, Output = output, FunctionClasses = functions ?? [],
        DataFolder = Path.Combine(Path.GetTempPath(), AzuriteFixture.UniqueName()),
    });

    public sealed class FirstStart : IAsyncLifetime
    {
        private readonly StringWriter output = new();
        public Azurite Azurite { get; private set; } = null!;

        public LocalHost Host { get; private set; } = null!;

        public TimeSpan Took { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Azurite = await Azurite.StartInMemoryAsync();
            var start = Stopwatch.GetTimestamp();
            Host = await StartAsync(Azurite, output, [typeof(RefreshStatisticsWorkers)]);
            Took = Stopwatch.GetElapsedTime(start);
        }

        public async Task<string[]> SaidAsync()
        {
            await Eventually.TrueAsync(() => output.ToString().Contains("Ready", StringComparison.Ordinal), "the host to say Ready");
            TestContext.Current.SendDiagnosticMessage($"First start: {Took.TotalSeconds:F1} s");
            return [.. output.ToString().Split('\n').Select(line => line.Trim()).Select(line => line[Math.Max(0, line.IndexOf("Loaded", StringComparison.Ordinal))..])];
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Azurite.DisposeAsync();
        }
    }
}
