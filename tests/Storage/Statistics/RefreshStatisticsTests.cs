using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Serverless.Calendar;
using Serverless.Opinions;
using Serverless.Stations;
using Serverless.Statistics;
using static Serverless.Opinions.OpinionAction;

namespace Serverless.Tests.Statistics;

[Collection(StatisticsStore.Name)]
public sealed class RefreshStatisticsTests(StatisticsStore store)
{
    private static readonly Quarter Second = new(2026, 2);

    [Fact]
    public async Task The_worked_example_of_the_domain_comes_out_of_what_is_stored()
    {
        var station = store.NewStation();
        await ExampleAsync(station);
        store.Now("2026-06-30 20:17");

        await store.CountAsync(Second, station);

        var report = await store.ReportAsync(Second, station);
        Assert.Equal((station.StationId, station.Name, station.Kind, 1, false), (report.StationId, report.Name, report.Kind!.Value, report.Revision, report.Frozen));
        Assert.Equal(StatisticsStore.At("2026-06-30 20:17"), report.ComputedAt);
        Assert.Equal(new ReceptionCount(Due: 2, Held: 2, Shifted: 1, Cancelled: 0), report.Receptions);
        var flow = report.Opinions;
        Assert.Equal((5, 20, 2, 1, 1, 15, 6), (flow.OpenAtStart, flow.Received, flow.Merged, flow.Rejected, flow.Withdrawn, flow.Closed, flow.OpenAtEnd));
        Assert.Equal([new("reception", 20)], flow.BySource);
        Assert.Equal([new("r001", "张三", 20), new("r002", "李四", 0)], report.Representatives);
        Assert.Equal(new NoticeCount(Planned: 4, Sent: 2, Delivered: 1, Failed: 1, Dead: 1), report.Notices);
    }

    [Fact]
    public async Task An_event_belongs_to_the_quarter_of_its_date_in_Shanghai()
    {
        var station = store.NewStation();
        await store.OpinionsAsync(station, 1, "2026-09-30 23:59:59");
        await store.OpinionsAsync(station, 1, "2026-10-01 00:00:00");
        store.Now("2026-10-01 08:17");

        await store.CountAsync(new Quarter(2026, 3), station);
        await store.CountAsync(new Quarter(2026, 4), station);

        Assert.Equal((0, 1, 1), Flow(await store.ReportAsync(new Quarter(2026, 3), station)));
        Assert.Equal((1, 1, 2), Flow(await store.ReportAsync(new Quarter(2026, 4), station)));
    }

    [Fact]
    public async Task One_quarter_ends_with_what_the_next_begins_with()
    {
        var station = store.NewStation();
        await ExampleAsync(station);
        store.Now("2026-09-30 20:17");

        await store.CountAsync(Second, station);
        await store.CountAsync(Second.Next, station);

        Assert.Equal((await store.ReportAsync(Second, station)).Opinions.OpenAtEnd, (await store.ReportAsync(Second.Next, station)).Opinions.OpenAtStart);
    }

    [Fact]
    public async Task A_quarter_in_which_nothing_happened_has_a_report_of_zeros()
    {
        var station = store.NewStation(StationKind.Home);
        store.Now("2025-05-01 08:17");
        await store.CountAsync(new Quarter(2025, 2), station);
        var report = await store.ReportAsync(new Quarter(2025, 2), station);
        Assert.Equal((StationKind.Home, new ReceptionCount(2, 0, 0, 0), NoticeCount.None), (report.Kind!.Value, report.Receptions, report.Notices));
        Assert.Equal((0, 0, 0), Flow(report));
        Assert.Empty(report.Representatives);
    }

    [Fact]
    public async Task Counting_again_finds_what_came_late_and_stays_revision_one_until_the_freeze()
    {
        var station = store.NewStation();
        var june = Reception(1);
        store.Now("2026-07-01 08:17");
        await store.CountAsync(Second, station);
        Assert.Equal(0, (await store.ReportAsync(Second, station)).Receptions.Held);

        await store.HoldAsync(station, june);
        store.Now("2026-07-09 23:17");
        await store.CountAsync(Second, station);

        var report = await store.ReportAsync(Second, station);
        Assert.Equal((1, 1, false), (report.Receptions.Held, report.Revision, report.Frozen));
    }

    [Fact]
    public async Task A_final_report_stays_as_it_is_while_its_figures_do()
    {
        var station = store.NewStation();
        store.Now("2026-07-09 23:17");
        await store.CountAsync(Second, station);
        var before = await store.Get<StatisticsTable>().FindAsync(Second, station.StationId, default);

        store.Now("2026-07-10 00:17");
        await store.PersonAsync(station, "r900", "新来的");
        await store.CountAsync(Second, station);

        var after = await store.Get<StatisticsTable>().FindAsync(Second, station.StationId, default);
        Assert.Equal(before!.Tag, after!.Tag);
    }

    [Fact]
    public async Task What_is_noted_after_the_freeze_makes_the_next_revision_with_its_changes()
    {
        var station = store.NewStation();
        store.Now("2026-07-09 23:17");
        await store.CountAsync(Second, station);

        await store.HoldAsync(station, Reception(0));
        store.Now("2026-08-01 09:00");
        await store.CountAsync(Second, station);
        await store.CountAsync(Second, station);

        var report = await store.ReportAsync(Second, station);
        Assert.Equal((2, true, StatisticsStore.At("2026-08-01 09:00")), (report.Revision, report.Frozen, report.ComputedAt!.Value));
        Assert.Equal([new ReportChange(2, "receptions.held", 0, 1)], report.Changes);
    }

    [Fact]
    public async Task An_older_count_never_replaces_a_newer_one()
    {
        var station = store.NewStation();
        var table = store.Get<StatisticsTable>();
        store.Now("2026-06-01 08:17");
        await store.CountAsync(Second, station);
        var slow = await table.FindAsync(Second, station.StationId, default);

        await store.OpinionsAsync(station, 1, "2026-06-01 08:30");
        await store.CountAsync(Second, station);

        Assert.False(await table.SaveAsync([slow!], default));
        Assert.False(await table.SaveAsync([slow! with { Tag = null }], default));
        Assert.Equal(1, (await store.ReportAsync(Second, station)).Opinions.Received);
    }

    [Fact]
    public async Task Many_counts_of_the_same_stations_at_once_end_with_the_right_figures()
    {
        var stations = Enumerable.Range(0, 4).Select(_ => store.NewStation()).ToArray();
        foreach (var station in stations) await store.OpinionsAsync(station, 2, "2026-06-01 08:30");
        store.Now("2026-06-02 08:17");

        // What loses three races in a row goes back to the queue, as here to the loop.
        await Parallel.ForEachAsync(Enumerable.Range(0, 6), async (_, _) =>
        {
            for (var done = false; !done;)
            {
                try
                {
                    await store.CountAsync(Second, stations);
                    done = true;
                }
                catch (InvalidOperationException)
                {
                }
            }
        });

        foreach (var station in stations) Assert.Equal((0, 2, 2), Flow(await store.ReportAsync(Second, station)));
    }

    [Fact]
    public async Task A_fault_in_one_station_does_not_lose_the_others_and_is_tried_again()
    {
        Station[] stations = [store.NewStation(), store.NewStation(), store.NewStation()];
        var broken = new TableEntity(stations[1].StationId, OpinionKeys.Journal(StatisticsStore.At("2026-05-05 09:00"), "CODE", 0)) { ["Number"] = "?" };
        var opinions = store.Get<TableServiceClient>().GetTableClient(OpinionTable.TableName);
        await opinions.AddEntityAsync(broken);
        store.Now("2026-06-02 08:17");

        await Assert.ThrowsAsync<AggregateException>(() => store.CountAsync(Second, stations));
        Assert.Equal(new[] { true, false, true }, await ExistAsync(stations));

        await opinions.DeleteEntityAsync(broken.PartitionKey, broken.RowKey);
        await store.CountAsync(Second, stations);
        Assert.Equal(new[] { true, true, true }, await ExistAsync(stations));
    }

    [Fact]
    public void An_order_that_failed_for_good_is_told_by_its_number_and_without_its_content()
    {
        store.Get<RefreshStatisticsWorkers>().Bury(QueuesModelFactory.QueueMessage("message-1", "receipt", "13800000000 路灯不亮", 1));
        var line = Assert.Single(store.Log.Lines, line => line.Event == "Poison");
        Assert.Equal((LogLevel.Error, "Message message-1 of refresh-statistics failed for good"), (line.Level, line.Text));
    }

    [Fact]
    public async Task What_is_no_order_is_not_taken_for_done() =>
        await Assert.ThrowsAsync<FormatException>(() => store.Get<RefreshStatisticsWorkers>().Count("13800000000", default));

    private async Task ExampleAsync(Station station)
    {
        await store.OpinionsAsync(station, 5, "2026-03-30 09:00", Answer);
        await store.OpinionsAsync(station, 15, "2026-04-20 09:30", Answer, Close);
        await store.OpinionsAsync(station, 2, "2026-05-06 10:00", Merge);
        await store.OpinionsAsync(station, 1, "2026-05-07 10:00", Reject);
        await store.OpinionsAsync(station, 1, "2026-06-22 10:00", Answer, Withdraw);
        await store.OpinionsAsync(station, 1, "2026-06-30 18:00", Answer);
        await store.PersonAsync(station, "r001", "张三");
        await store.PersonAsync(station, "r002", "李四");
        await store.HoldAsync(station, Reception(0));
        await store.HoldAsync(station, Reception(1));
        await store.NoticesAsync(
            station, new DateOnly(2026, 6, 20),
            notice => notice.Accept("1", notice.PlannedAt).Report(null),
            notice => notice.Accept("2", notice.PlannedAt),
            notice => notice.Refuse(Notices.NoticeFailure.NoChannel),
            notice => notice.Bury(Notices.NoticeFailure.Exhausted));
    }

    private ReceptionDay Reception(int number) => store.Get<ReceptionCalendar>().InQuarter(Second).ElementAt(number);

    private async Task<bool[]> ExistAsync(Station[] stations)
    {
        var found = await Task.WhenAll(stations.Select(station => store.Get<StatisticsTable>().FindAsync(Second, station.StationId, default)));
        return [.. found.Select(row => row is not null)];
    }

    private static (int, int, int) Flow(StationReport report) => (report.Opinions.OpenAtStart, report.Opinions.Received, report.Opinions.OpenAtEnd);
}
