using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Serverless.Calendar;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Statistics;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Statistics;

/// <summary>What statistics cost in storage calls; these are exact counts.</summary>
[Collection(StatisticsStore.Name)]
public sealed class StatisticsCallsTests(StatisticsStore store)
{
    private static readonly Quarter Second = new(2026, 2);

    [Theory]
    [InlineData(8, 2, 47)]
    [InlineData(8, 3, 46)]
    [InlineData(9, 2, 59)]
    [InlineData(3, 2, 22)]
    public async Task A_stations_report_takes_at_most_eight_calls_everything_included(int count, int number, int calls)
    {
        var quarter = new Quarter(2026, number);
        var stations = Enumerable.Range(0, count).Select(_ => store.NewStation()).ToArray();
        store.Now("2026-09-01 08:17");
        store.Calls.Clear();

        await ServeAsync(quarter, stations);
        var first = store.Calls.Made;
        await ServeAsync(quarter, stations);
        var again = store.Calls.Made - first;

        Assert.Equal(calls, first);
        Assert.InRange(first, 1, 8 * count);
        // Second is final by now, so nobody's people are read again and nothing is written.
        Assert.Equal(number == 2 ? calls - count - (count > 8 ? 2 : 1) : calls, again);
    }

    [Fact]
    public async Task Counting_reads_only_the_columns_it_folds_and_nobodys_words_or_contacts()
    {
        var station = store.NewStation();
        store.Now("2026-06-01 08:17");
        store.Selects.Clear();
        await store.CountAsync(Second, station);
        var reads = store.Selects.Where(read => read.Table != StatisticsTable.TableName).ToList();
        Assert.Equal(["Notices", "Occasions", "Occasions", "Opinions", "Opinions", "Opinions", "Representatives"], reads.Select(read => read.Table).Order());
        Assert.All(reads, read => Assert.NotEmpty(read.Columns));
        Assert.Empty(reads.SelectMany(read => read.Columns).Intersect(
            ["Content", "Category", "Note", "Reply", "Place", "SenderName", "SenderPhone", "SenderKey", "Words", "OpenId", "Phone", "WeComUserId", "FailureReason"]));
    }

    [Fact]
    public async Task A_districts_screen_is_one_call_and_a_stations_page_another()
    {
        var stations = Enumerable.Range(0, 164).Select(_ => store.NewStation()).ToArray();
        var quarter = new Quarter(2025, 1);
        await store.Get<StatisticsTable>().SaveAsync([.. stations.Take(82).Select(station => Row(quarter, station))], default);
        await store.Get<StatisticsTable>().SaveAsync([.. stations.Skip(82).Select(station => Row(quarter, station))], default);
        store.Now("2026-09-01 08:17");
        var endpoints = store.Get<StatisticsEndpoints>();

        Assert.Equal(164, (await CostAsync(request => endpoints.Get(request, "2025Q1", default))).Json["stations"]!.AsArray().Count);
        await CostAsync(request => endpoints.Get(request, "2025Q1.csv", default));
        await CostAsync(request => endpoints.GetStation(request, "2025Q1", stations[0].StationId, default));
    }

    [Fact]
    public async Task Sending_a_district_to_be_counted_takes_a_call_for_its_stations_and_one_for_each_eight()
    {
        await store.Get<StationTable>().ImportAsync([.. Enumerable.Range(0, 164).Select(_ => store.NewStation())], default);
        var all = (await store.Get<StationTable>().AllAsync(default)).ConvertAll(station => station.StationId);
        store.Now("2030-01-02 08:17");
        store.Calls.Clear();

        await store.Get<RefreshStatisticsTimers>().Refresh(new(), default);

        Assert.Equal(1 + 2 * ((all.Count + 7) / 8), store.Calls.Made);

        // After the freeze two more tell which reports are not what was decided: here all, of which there is none.
        store.Now("2030-01-10 08:17");
        store.Calls.Clear();
        await store.Get<RefreshStatisticsTimers>().Refresh(new(), default);
        Assert.Equal(1 + 2 + 2 * ((all.Count + 7) / 8), store.Calls.Made);
        await store.Get<QueueServiceClient>().GetQueueClient(RefreshStatisticsQueue.QueueName).ClearMessagesAsync();
    }

    private async Task<HttpAnswer> CostAsync(Func<HttpRequest, Task<IResult>> endpoint)
    {
        store.Calls.Clear();
        var answer = await HttpCall.Get("/api/statistics").As(store.Call()).To(endpoint);
        Assert.Equal(200, answer.Status);
        Assert.Equal(1, store.Calls.Made);
        return answer;
    }

    /// <summary>Sends, takes and deletes each message by itself; the host takes up to 16 with one call.</summary>
    private async Task ServeAsync(Quarter quarter, Station[] stations)
    {
        await store.Get<RefreshStatisticsQueue>().SendAsync(RefreshOrder.Split(quarter, stations), default);
        var queue = store.Get<QueueServiceClient>().GetQueueClient(RefreshStatisticsQueue.QueueName);
        for (var i = 0; i < (stations.Length + 7) / 8; i++)
        {
            var message = (await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value;
            await store.Get<RefreshStatisticsWorkers>().Count(message.MessageText, default);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    private static Tagged<StationReport> Row(Quarter quarter, Station station) => new(
        new StationReport(An.Id(station.StationId), station.Name, station.Street, station.Kind, quarter)
        {
            People = Enumerable.Range(0, 7).ToDictionary(i => Identifier.Read<PersonId>($"{station.StationId}-{i}"), _ => "张三"),
        },
        default, IsNew: true);
}
