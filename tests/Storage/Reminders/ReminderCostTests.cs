using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Notices;
using Serverless.Reminders;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>What a reception day costs, counted call by call at the client, the host's own queue calls included.</summary>
[Collection(ReminderCollection.Name)]
public sealed class ReminderCostTests(ReminderStorage storage)
{
    private const int Stations = 16;
    private const int People = 7;

    [Fact]
    public async Task A_notice_of_a_reception_day_costs_less_than_one_storage_call()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        for (var number = 1; number <= Stations; number++) await scene.StationAsync($"na{number:D3}", People);
        scene.Calls.Clear();

        await scene.RemindAsync();
        var queue = scene.Get<QueueServiceClient>().GetQueueClient(RemindStationsQueue.QueueName);
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(16);
        foreach (var message in messages)
        {
            await scene.Get<ReminderWorkers>().Remind(message.MessageText, default);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        Assert.Equal(Stations, messages.Length);
        Assert.Equal(Stations * People, scene.WeChat.Deliveries.Count);
        var calls = scene.Calls.List.CountBy(call => call.Split('/', '(')[0] switch { "DELETE remind-stations" => "delete", var kind => kind }).ToDictionary();
        Assert.Equal(new Dictionary<string, int>
        {
            // Once for all: what was moved, what was decided, the stations by the timer and by the worker, one receive for sixteen orders.
            ["GET Occasions"] = 1 + 1,
            ["GET Stations"] = 1 + 1,
            ["GET remind-stations"] = 1,
            // Each station: the order, the people, the claim, the numbers and the record, the end of the order.
            ["POST remind-stations"] = Stations,
            ["GET Representatives"] = Stations,
            ["POST $batch"] = 3 * Stations,
            ["delete"] = Stations,
        }, calls);
        Assert.True(scene.Calls.Count < Stations * People, $"{scene.Calls.Count} calls for {Stations * People} notices");
    }

    [Fact]
    public async Task Going_over_a_day_that_is_done_costs_one_read_a_station()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: People);
        await scene.RemindAsync();
        await scene.ServeAsync();
        scene.Time.Advance(TimeSpan.FromMinutes(10));
        await scene.ResumeAsync();
        scene.Calls.Clear();
        await scene.ServeAsync();
        Assert.Equal(["GET Notices()"], scene.Calls.List);
    }

    [Fact]
    public async Task The_notices_of_a_stations_quarter_are_one_storage_call()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var station = await scene.StationAsync(people: People);
        await scene.RemindAsync();
        await scene.ServeAsync();
        scene.Calls.Clear();
        Assert.Equal(People, (await scene.NoticesAsync(station)).Count(notice => notice.Status == NoticeStatus.Sent));
        Assert.Single(scene.Calls.List);
    }
}
