using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Serverless.Calendar;
using Serverless.Opinions;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Platform;
using Serverless.Tests.Kit;

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
        Assert.Equal((station.StationId, station.Name, station.Street, station.Kind, 1, false), (report.StationId.ToString(), report.Name, report.Street, report.Kind!.Value, report.Revision, report.Frozen));
        Assert.Equal(StatisticsStore.At("2026-06-30 20:17"), report.ComputedAt);
        Assert.Equal([2, 2, 1, 0, 0], Counts(report, "receptions.due", "receptions.held", "receptions.shifted", "receptions.cancelled", "receptions.missed"));
        Assert.Equal([5, 20, 2, 1, 1, 15, 6], Counts(report, "opinions.openAtStart", "opinions.received", "opinions.merged", "opinions.rejected", "opinions.withdrawn", "opinions.closed", "opinions.openAtEnd"));
        Assert.Equal([20, 20, 20], Counts(report, "opinions.bySource.reception", "opinions.byCategory.uncategorised", "representatives.opinions.r001"));
        Assert.Equal(["张三", "李四"], report.People.Values.Order());
        Assert.Equal([4, 2, 1, 1, 1], Counts(report, "notices.planned", "notices.sent", "notices.delivered", "notices.failed", "notices.dead"));
    }

    [Theory]
    [InlineData("2026-06-29", 0)]
    [InlineData("2026-05-01", 1)]
    [InlineData(null, 2)]
    public async Task A_station_owes_no_reception_of_before_it_opened_unless_it_held_one(string? openedOn, int due)
    {
        var station = store.NewStation() with { OpenedOn = openedOn is null ? null : DateOnly.Parse(openedOn) };
        store.Now("2026-06-30 08:17");
        await store.CountAsync(Second, station);
        Assert.Equal([due], Counts(await store.ReportAsync(Second, station), "receptions.due"));

        await store.HoldAsync(station, store.Get<ReceptionCalendar>().OnNominalDate(new DateOnly(2026, 4, 20))!);
        await store.CountAsync(Second, station);
        Assert.Equal([Math.Max(due, due == 1 ? 2 : 1), 1], Counts(await store.ReportAsync(Second, station), "receptions.due", "receptions.held"));
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
    public async Task What_was_sent_before_midnight_and_written_after_counts_for_the_day_its_number_says()
    {
        var station = store.NewStation();
        await store.OpinionAsync(station, "2026-10-01 00:00:01", sentAt: "2026-09-30 23:59:59");
        await store.OpinionAsync(station, "2026-10-01 00:00:02", sentAt: "2026-09-30 23:59:58", Moves.Answer);
        // A phone ahead of its time: received and taken back in the quarter its number says, although both are written before.
        await store.OpinionAsync(station, "2026-09-30 23:50", sentAt: "2026-10-01 00:00:00", Moves.Withdraw);
        store.Now("2026-10-01 08:17");

        foreach (var quarter in new[] { new Quarter(2026, 3), new Quarter(2026, 4) }) await store.CountAsync(quarter, station);

        Assert.Equal((0, 2, 2), Flow(await store.ReportAsync(new Quarter(2026, 3), station)));
        var fourth = await store.ReportAsync(new Quarter(2026, 4), station);
        Assert.Equal(((2, 1, 2), 1), (Flow(fourth), fourth["opinions.withdrawn"]));
    }

    [Fact]
    public async Task A_category_said_later_revises_nothing()
    {
        var station = store.NewStation();
        var opinion = await store.OpinionAsync(station, "2026-05-05 09:00");
        store.Now("2026-07-10 08:17");
        await store.CountAsync(Second, station);

        var table = store.Get<TableServiceClient>().GetTableClient(OpinionTable.TableName);
        await table.UpdateEntityAsync(new TableEntity(station.StationId, OpinionKeys.Opinion(opinion.Number)) { ["Category"] = "道路" }, Azure.ETag.All);
        await store.CountAsync(Second, station);

        var report = await store.ReportAsync(Second, station);
        Assert.Equal((1, 1, 0), (report.Revision, report["opinions.byCategory.uncategorised"], report["opinions.byCategory.道路"]));
    }

    [Fact]
    public async Task A_report_of_thousands_of_parts_and_revisions_is_kept_whole()
    {
        var (station, quarter) = (store.NewStation(), new Quarter(2023, 1));
        var report = new StationReport(An.Id(station.StationId), "站😀", "某街道", station.Kind, quarter)
        {
            Counts = Enumerable.Range(0, 3_000).ToDictionary(i => $"opinions.byCategory.类别😀{i}", i => i),
            Changes = [.. Enumerable.Range(2, 500).Select(i => new ReportChange(i, "receptions.held", i - 1, i))],
        };
        Assert.True(await store.Get<StatisticsTable>().SaveAsync([new(report, default, IsNew: true)], default));
        var kept = await store.ReportAsync(quarter, station);
        Assert.Equal(("站😀", report.Counts.Count, report.Changes.Count), (kept.Name, kept.Counts.Count, kept.Changes!.Count));
        Assert.Equal(report.Counts, kept.Counts);
        Assert.Equal(report.Changes, kept.Changes);
    }

    [Fact]
    public async Task One_quarter_ends_with_what_the_next_begins_with()
    {
        var station = store.NewStation();
        await ExampleAsync(station);
        store.Now("2026-09-30 20:17");

        await store.CountAsync(Second, station);
        await store.CountAsync(Second.Next, station);

        Assert.Equal((await store.ReportAsync(Second, station))["opinions.openAtEnd"], (await store.ReportAsync(Second.Next, station))["opinions.openAtStart"]);
    }

    [Fact]
    public async Task A_quarter_in_which_nothing_happened_has_a_report_of_zeros()
    {
        var station = store.NewStation(StationKind.Home);
        store.Now("2025-05-01 08:17");
        await store.CountAsync(new Quarter(2025, 2), station);
        var report = await store.ReportAsync(new Quarter(2025, 2), station);
        Assert.Equal(StationKind.Home, report.Kind);
        Assert.Equal([("receptions.due", 2), ("receptions.missed", 1)], report.Counts.Where(count => count.Value != 0).Select(count => (count.Key, count.Value)));
        Assert.Empty(report.People);
    }

    [Fact]
    public async Task Counting_again_finds_what_came_late_and_stays_revision_one_until_the_freeze()
    {
        var station = store.NewStation();
        var june = Reception(1);
        store.Now("2026-07-01 08:17");
        await store.CountAsync(Second, station);
        Assert.Equal(0, (await store.ReportAsync(Second, station))["receptions.held"]);

        await store.HoldAsync(station, june);
        store.Now("2026-07-09 23:17");
        await store.CountAsync(Second, station);

        var report = await store.ReportAsync(Second, station);
        Assert.Equal((1, 1, false), (report["receptions.held"], report.Revision, report.Frozen));
    }

    [Fact]
    public async Task A_final_report_stays_as_it_is_while_its_figures_do()
    {
        var station = store.NewStation();
        store.Now("2026-07-10 00:17");
        await store.CountAsync(Second, station);
        var before = await store.Get<StatisticsTable>().FindAsync(Second, An.Id(station.StationId), default);

        store.Now("2026-07-10 01:17");
        await store.PersonAsync(station, "r900", "新来的");
        await store.CountAsync(Second, station);

        var after = await store.Get<StatisticsTable>().FindAsync(Second, An.Id(station.StationId), default);
        Assert.Equal(before!.Tag, after!.Tag);
    }

    [Fact]
    public async Task What_is_noted_after_the_freeze_makes_the_next_revision_with_its_changes()
    {
        var station = store.NewStation();
        store.Now("2026-07-10 00:17");
        await store.CountAsync(Second, station);

        await store.HoldAsync(station, Reception(0));
        store.Now("2026-08-01 09:00");
        await store.CountAsync(Second, station);
        await store.CountAsync(Second, station);

        var report = await store.ReportAsync(Second, station);
        Assert.Equal((2, StatisticsStore.At("2026-08-01 09:00")), (report.Revision, report.ComputedAt!.Value));
        Assert.Equal([new ReportChange(2, "receptions.held", 0, 1), new ReportChange(2, "receptions.missed", 2, 1)], report.Changes);
    }

    [Fact]
    public async Task The_timer_finds_by_itself_what_is_not_final_yet_and_what_was_noted_after_the_freeze_and_nothing_else()
    {
        var (idle, noted, quiet) = (store.NewStation(), store.NewStation(), store.NewStation());
        await store.Get<StationTable>().ImportAsync([idle, noted, quiet], default);
        store.Now("2026-07-02 00:17");
        await store.CountAsync(Second, idle);
        await store.HoldAsync(idle, Reception(0));

        // Nobody counts over the freeze; the first hour after it finds all three.
        Assert.Equal([idle.StationId, noted.StationId, quiet.StationId], await HourAsync("2026-07-20 09:17"));
        Assert.Equal((1, 1), Held(await store.ReportAsync(Second, idle)));
        Assert.True((await store.ReportAsync(Second, idle)).IsFinal(StatisticsStore.Freeze));
        Assert.Empty(await HourAsync("2026-07-20 10:17"));

        await store.HoldAsync(noted, Reception(1));
        Assert.Equal([noted.StationId], await HourAsync("2026-08-01 09:17"));
        Assert.Equal((2, 1), Held(await store.ReportAsync(Second, noted)));
        Assert.Empty(await HourAsync("2026-08-01 10:17"));

        // The stations of the second quarter that an hour has counted, of these three.
        async Task<StationId[]> HourAsync(string now)
        {
            store.Now(now);
            var orders = await store.OrdersAsync(() => store.Get<RefreshStatisticsTimers>().Refresh(new(), default));
            var places = orders.Where(order => order.Quarter == Second).SelectMany(order => order.Stations).Select(place => place.StationId).Intersect([idle.StationId, noted.StationId, quiet.StationId]).ToArray();
            foreach (var station in new[] { idle, noted, quiet }.Where(station => places.Contains(station.StationId))) await store.CountAsync(Second, station);
            return [.. places.OrderBy(id => id.ToString(), StringComparer.Ordinal)];
        }

        static (int, int) Held(StationReport report) => (report.Revision, report["receptions.held"]);
    }

    [Fact]
    public async Task An_older_count_never_replaces_a_newer_one()
    {
        var station = store.NewStation();
        var table = store.Get<StatisticsTable>();
        store.Now("2026-06-01 08:17");
        await store.CountAsync(Second, station);
        var slow = await table.FindAsync(Second, An.Id(station.StationId), default);

        await store.OpinionsAsync(station, 1, "2026-06-01 08:30");
        await store.CountAsync(Second, station);

        Assert.False(await table.SaveAsync([slow!], default));
        Assert.False(await table.SaveAsync([slow! with { IsNew = true }], default));
        Assert.Equal(1, (await store.ReportAsync(Second, station))["opinions.received"]);
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
        var broken = new TableEntity(stations[1].StationId, OpinionKeys.JournalFrom(StatisticsStore.At("2026-05-05 09:00"))) { ["Number"] = "?" };
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
        var line = Assert.Single(store.Log.Collector.GetSnapshot(), line => line.Id.Name == "Poison");
        Assert.Equal((LogLevel.Error, "Message message-1 of refresh-statistics failed for good"), (line.Level, line.Message));
    }

    [Fact]
    public async Task What_is_no_order_is_not_taken_for_done() =>
        await Assert.ThrowsAsync<FormatException>(() => store.Get<RefreshStatisticsWorkers>().Count("13800000000", default));

    private async Task ExampleAsync(Station station)
    {
        var open = await store.OpinionAsync(station, "2026-03-30 08:00", null, Moves.Answer);
        await store.OpinionsAsync(station, 4, "2026-03-30 09:00", Moves.Answer);
        await store.OpinionsAsync(station, 15, "2026-04-20 09:30", Moves.Answer, Moves.Close);
        for (var i = 0; i < 2; i++) await store.MergeAsync(await store.OpinionAsync(station, "2026-05-06 10:00"), open, "2026-05-07 10:00");
        await store.OpinionsAsync(station, 1, "2026-05-07 10:00", Moves.Reject);
        await store.OpinionsAsync(station, 1, "2026-06-22 10:00", Moves.Answer, Moves.Withdraw);
        await store.OpinionsAsync(station, 1, "2026-06-30 18:00", Moves.Answer);
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
        var found = await Task.WhenAll(stations.Select(station => store.Get<StatisticsTable>().FindAsync(Second, An.Id(station.StationId), default)));
        return [.. found.Select(row => row is not null)];
    }

    private static (int, int, int) Flow(StationReport report) => (report["opinions.openAtStart"], report["opinions.received"], report["opinions.openAtEnd"]);

    private static IEnumerable<int> Counts(StationReport report, params string[] keys) => keys.Select(key => report[key]);
}
