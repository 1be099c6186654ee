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
        var scans = Enumerable.Range(1, 6).Select(i => new Scan(i, An.Id($"na00{i}"), "站", null)).ToArray();
        await Task.WhenAll(scans.Select(scan => table.ChangeAsync(sender, before => before.With(scan), default)));
        Assert.Equal(scans, (await table.FindAsync(sender, default)).Scans);
    }

    [Fact]
    public async Task Forgetting_leaves_the_moment_alone_and_a_scan_from_before_it_brings_nothing_back()
    {
        var scan = new Scan(1, An.Id("na001"), "站", Platform.Identifier.Read<Platform.PersonId>("d1"));
        await table.ChangeAsync(sender, before => before.With(scan), default);
        Assert.Equal([scan], (await table.FindAsync(sender, default)).Scans);
        for (var i = 0; i < 2; i++) await table.ChangeAsync(sender, before => before.Forget(5), default);
        await table.ChangeAsync(sender, before => before.With(scan), default);
        var left = await table.FindAsync(sender, default);
        Assert.Equal((0, 5L), (left.Scans.Count, left.ForgottenAt));
    }
}
