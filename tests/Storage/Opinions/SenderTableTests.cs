using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Opinions;

public sealed class SenderTableTests : IAsyncLifetime
{
    private readonly string sender = ProductTables.Name();
    private SenderTable table = null!;

    public async ValueTask InitializeAsync() => table = new SenderTable(await ProductTables.OpenAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Scans_noted_at_once_all_stay()
    {
        var scans = Enumerable.Range(1, 6).Select(i => new Scan(i, $"na00{i}", "站", null)).ToArray();
        await Task.WhenAll(scans.Select(scan => table.BindAsync(sender, scan, default)));
        Assert.Equal(scans, (await table.RecallAsync(sender, An.Instant, default)).Binding.Scans);
    }

    [Fact]
    public async Task What_is_recalled_is_the_binding_and_the_opinions_since_the_instant()
    {
        await table.BindAsync(sender, new Scan(1, "na001", "站", "d1"), default);
        await IndexAsync("NA001-OLD", An.Instant.AddTicks(-1));
        await IndexAsync("NA001-EDGE", An.Instant);
        await IndexAsync("NA001-NEW", An.Instant.AddMinutes(1));
        var (binding, recent) = await table.RecallAsync(sender, An.Instant, default);
        Assert.Equal("d1", binding.Scans.Single().RepresentativeId);
        Assert.Equal(["NA001-NEW", "NA001-EDGE"], recent.Select(one => one.Source));
    }

    [Fact]
    public async Task The_own_list_is_newest_first_and_has_each_opinion_once()
    {
        for (var i = 0; i < 5; i++) await IndexAsync($"NA001-{i}", An.Instant.AddMinutes(i));
        await IndexAsync("NA001-4", An.Instant.AddMinutes(4));
        Assert.Equal(["NA001-4", "NA001-3", "NA001-2"], (await table.OwnAsync(sender, 3, default)).Select(one => one.Source));
    }

    [Fact]
    public async Task Forgetting_leaves_nothing_and_may_be_repeated()
    {
        await table.BindAsync(sender, new Scan(1, "na001", "站", null), default);
        await IndexAsync("NA001-1", An.Instant);
        await table.ForgetAsync(sender, default);
        await table.ForgetAsync(sender, default);
        Assert.Equal((0, 0), ((await table.RecallAsync(sender, DateTimeOffset.MinValue.AddYears(1), default)).Binding.Scans.Count, (await table.OwnAsync(sender, 9, default)).Count));
    }

    private Task IndexAsync(string number, DateTimeOffset at) => table.IndexAsync(sender, [new PendingOpinion(number, sender, at.UtcTicks)], default);
}
