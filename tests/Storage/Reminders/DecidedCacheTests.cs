using Serverless.Occasions;
using Serverless.Platform;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

[Collection(ReminderCollection.Name)]
public sealed class DecidedCacheTests(ReminderStorage storage)
{
    private static readonly DateTimeOffset Now = ReminderScene.At(13, 8, 0);

    [Fact]
    public async Task All_stations_orders_of_a_moment_are_one_storage_call()
    {
        await using var scene = await ReminderScene.StartAsync(storage, Now);
        await scene.DecideAsync("na017", new DateOnly(2026, 12, 25));
        scene.Calls.Clear();
        var found = await Task.WhenAll(Enumerable.Range(1, 40).Select(number => FindAsync(scene, $"na{number:D3}", Now)));
        Assert.Equal(new DateOnly(2026, 12, 25), found[16]!.Date);
        Assert.Single(found, occasion => occasion is not null);
        Assert.Single(scene.Calls.List);
    }

    [Fact]
    public async Task What_staff_decide_is_seen_after_five_seconds()
    {
        await using var scene = await ReminderScene.StartAsync(storage, Now);
        Assert.Null(await FindAsync(scene, "na017", Now));
        await scene.DecideAsync("na017", status: OccasionStatus.Cancelled);
        Assert.Null(await FindAsync(scene, "na017", Now + DecidedCache.Age - TimeSpan.FromTicks(1)));
        Assert.Equal(OccasionStatus.Cancelled, (await FindAsync(scene, "na017", Now + DecidedCache.Age))!.Status);
    }

    [Fact]
    public async Task A_read_that_failed_is_not_remembered()
    {
        await using var scene = await ReminderScene.StartAsync(storage, Now);
        scene.Cut.At(1, afterIt: false);
        await Assert.ThrowsAsync<StorageCut.CutException>(() => FindAsync(scene, "na017", Now));
        scene.Cut.Heal();
        Assert.Null(await FindAsync(scene, "na017", Now));
    }

    private static async Task<Occasion?> FindAsync(ReminderScene scene, string station, DateTimeOffset now) =>
        (await scene.Get<DecidedCache>().OfDateAsync(ReminderScene.ReceptionDay, now, default)).GetValueOrDefault(new OccasionKey(OccasionKind.Reception, ReminderScene.ReceptionDay, An.Id(station)));
}
