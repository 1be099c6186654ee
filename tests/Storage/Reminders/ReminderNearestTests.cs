using System.Text.Json;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

/// <summary>Of one occasion a person is told the nearest offset only, once, whatever stations they belong to.</summary>
[Collection(ReminderCollection.Name)]
public sealed class ReminderNearestTests(ReminderStorage storage)
{
    [Fact]
    public async Task What_was_put_off_to_the_day_itself_gives_way_to_the_days_own()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(19, 8, 0));
        var station = await scene.StationAsync(people: 2);
        scene.WeChat.FailSendsTo(ReminderScene.OpenId(station, 1), WeChatFault.Code(45009));
        await scene.RemindAsync();
        await scene.ServeAsync();
        scene.Time.Advance(TimeSpan.FromDays(1));
        await scene.RemindAsync();
        await scene.ServeAsync();
        await scene.LaterAsync(TimeSpan.FromMinutes(5));
        await scene.ResumeAsync();
        await scene.ServeAsync();
        Assert.Equal([1, 2], scene.Received(station, 2));
        Assert.Equal(
            [(0, NoticeStatus.Sent, null), (0, NoticeStatus.Sent, null), (-1, NoticeStatus.Dead, "superseded"), (-1, NoticeStatus.Sent, null)],
            (await scene.NoticesAsync(station)).Select(notice => (notice.OffsetDays, notice.Status, notice.Failure?.Code)));
    }

    [Fact]
    public async Task A_day_that_was_missed_is_not_made_up_beside_the_next()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(20, 8, 5));
        var station = await scene.StationAsync(people: 3);
        await scene.ResumeAsync(late: true);
        await scene.ServeAsync();
        Assert.Equal([1, 1, 1], scene.Received(station, 3));
        Assert.All(scene.WeChat.Deliveries, delivery => Assert.Equal("今天接待群众，请准时到站", delivery.Data["thing4"]));
        Assert.All(await scene.NoticesAsync(station), notice => Assert.Equal(0, notice.OffsetDays));
    }

    [Theory]
    [InlineData(null, null, null, "na017", 1)]
    [InlineData("na018", null, null, "na018", 1)]
    [InlineData(null, "cancelled", null, "na018", 1)]
    [InlineData("na018", null, "cancelled", "na017", 1)]
    [InlineData(null, "held", null, "na018", 1)]
    [InlineData(null, "moved", null, "na018", 1)]
    [InlineData(null, "moved", "moved", null, 0)]
    public async Task Who_belongs_to_two_stations_is_told_by_the_first_that_receives_that_day(string? head, string? first, string? second, string? teller, int count)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        string[] stations = [await scene.StationAsync("na017", people: 1), await scene.StationAsync("na018", people: 1)];
        await scene.Get<RepresentativeTable>().ImportAsync(
            [new(An.Person("both"), "两站代表", [RepresentativeRole.DistrictDeputy], [An.Id("na017"), An.Id("na018")]) { OpenId = "o-both", HeadOf = head is null ? null : An.Id(head) }], default);
        foreach (var (station, what) in stations.Zip([first, second]))
            if (what is not null) await scene.DecideAsync(station, what == "moved" ? new DateOnly(2026, 12, 25) : null, Enum.TryParse<OccasionStatus>(what, true, out var status) ? status : default);
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Equal(count, scene.WeChat.Deliveries.Count(delivery => delivery.ToUser == "o-both"));
        var told = new List<Notice>();
        foreach (var station in stations) told.AddRange((await scene.NoticesAsync(station)).Where(notice => notice.RecipientId == An.Person("both")));
        Assert.Equal(teller is null ? [] : [teller], told.Select(notice => notice.StationId.ToString()));
    }

    [Theory]
    [InlineData(StationStatus.Suspended)]
    [InlineData(StationStatus.Closed)]
    public async Task Who_belongs_to_a_station_that_does_not_receive_any_more_is_told_by_the_next(StationStatus status)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync("na017", people: 0);
        await scene.StationAsync("na018", people: 0);
        var (first, tag) = (await scene.Get<StationTable>().FindAsync(An.Id("na017"), default))!.Value;
        await scene.Get<StationTable>().PutAsync(first with { Status = status }, tag, default);
        await scene.Get<RepresentativeTable>().ImportAsync(
            [new(An.Person("both"), "两站代表", [RepresentativeRole.Deliberation], [An.Id("na017"), An.Id("na018")]) { OpenId = "o-both" }], default);
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.Equal(["o-both"], scene.WeChat.Deliveries.Select(delivery => delivery.ToUser));
        Assert.Single(await scene.NoticesAsync("na018"));
    }

    [Fact]
    public async Task Who_belongs_to_two_stations_that_receive_on_different_days_is_told_of_both()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync("na017", people: 0);
        await scene.StationAsync("na018", people: 0);
        await scene.Get<RepresentativeTable>().ImportAsync(
            [new(An.Person("both"), "两站代表", [RepresentativeRole.Deliberation], [An.Id("na017"), An.Id("na018")]) { OpenId = "o-both" }], default);
        await scene.DecideAsync("na018", new DateOnly(2026, 12, 21));
        for (var day = 13; day <= 21; day++)
        {
            await scene.RemindAsync();
            await scene.ServeAsync();
            scene.Time.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(
            ["12月20日", "12月20日", "12月20日", "12月21日", "12月21日", "12月21日"],
            scene.WeChat.Deliveries.Select(delivery => delivery.Data["time2"][5..11]).Order());
    }

    [Theory]
    [InlineData("na017", -3)]
    [InlineData("na099", -7)]
    public async Task An_order_nobody_could_have_given_does_nothing_and_is_logged(string ordered, int offset)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(17, 8, 0));
        await scene.StationAsync("na017", people: 1);
        // People whose station is not there any more.
        await scene.PeopleAsync("na099", 1, 1);
        await scene.DeliverAsync(JsonSerializer.Serialize(
            new ReminderOrder(new OccasionKey(OccasionKind.Reception, ReminderScene.ReceptionDay, An.Id(ordered)), "站", ReminderScene.ReceptionDay, offset, false), Json.Options));
        Assert.Empty(scene.WeChat.Deliveries);
        Assert.Empty(await scene.NoticesAsync(ordered));
        Assert.Contains(scene.Log.Collector.GetSnapshot(), line => line.Message.Contains($"reception-20261220-{ordered}"));
    }
}
