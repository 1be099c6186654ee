using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage;

public sealed class RepeatTableTests
{
    private int done;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_done_under_a_key_is_not_done_again()
    {
        var (table, repeat) = (await TableAsync(), new Repeat(ProductTables.Name(), "hash"));
        Assert.Equal(1, Value(await table.OnceAsync(repeat, DoAsync, Cancel)));
        Assert.Equal(1, Value(await table.OnceAsync(repeat, DoAsync, Cancel)));
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_nothing_is_done()
    {
        var (table, repeat) = (await TableAsync(), new Repeat(ProductTables.Name(), "hash"));
        await table.OnceAsync(repeat, DoAsync, Cancel);
        Assert.Equal("idempotencyKeyReused", (await table.OnceAsync(repeat with { BodyHash = "other" }, DoAsync, Cancel)).Refusal?.Code);
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Without_a_key_everything_is_done()
    {
        var table = await TableAsync();
        Assert.Equal((1, 2), (Value(await table.OnceAsync(null, DoAsync, Cancel)), Value(await table.OnceAsync(null, DoAsync, Cancel))));
    }

    [Fact]
    public async Task What_was_refused_may_be_asked_again()
    {
        var (table, repeat) = (await TableAsync(), new Repeat(ProductTables.Name(), "hash"));
        Assert.Equal("csvInvalid", (await table.OnceAsync(repeat, () => Task.FromResult<Outcome<ImportReport>>(Refusals.CsvInvalid), Cancel)).Refusal?.Code);
        Assert.Equal(1, Value(await table.OnceAsync(repeat, DoAsync, Cancel)));
    }

    [Fact]
    public async Task All_who_use_a_key_at_once_hear_the_same()
    {
        var (table, repeat) = (await TableAsync(), new Repeat(ProductTables.Name(), "hash"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => table.OnceAsync(repeat, DoAsync, Cancel)));
        Assert.Single(answers.Select(Value).Distinct());
    }

    private Task<Outcome<ImportReport>> DoAsync() => Task.FromResult<Outcome<ImportReport>>(new ImportReport(Interlocked.Increment(ref done), 0, 0, 0));

    private static async Task<RepeatTable> TableAsync() => new(await ProductTables.OpenAsync());

    private static int Value(Outcome<ImportReport> outcome) => outcome.Refused(out var refusal, out var report) ? throw new Xunit.Sdk.XunitException(refusal.Code) : report.Imported;
}
