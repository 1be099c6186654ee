using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Representatives;

/// <summary>
/// Stations' lists are what people's rows say, whoever imports and writes at once, wherever answers are lost and storage says it is
/// away. Reminders read these lists.
/// </summary>
public sealed class PeopleRaceTests
{
    private readonly string prefix = ProductTables.Name();
    private readonly StationId[] stations = [.. Enumerable.Range(0, 5).Select(_ => An.Id(ProductTables.StationId()))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_imports_and_some_writers_at_once_with_faults_leave_lists_that_are_the_truth()
    {
        var storage = new TableServiceClient(await AzuriteFixture.ConnectionStringAsync(), Faulty());
        await ProductTables.OpenAsync();
        var table = new RepresentativeTable(storage);
        var imports = Enumerable.Range(0, 4).Select(i => TryAsync(() => table.ImportAsync(People(i), Cancel)));
        var writers = Enumerable.Range(0, 6).Select(i => TryAsync(async () =>
        {
            var seen = await table.FindAsync(People(0)[i].Id, Cancel);
            return (await table.PutAsync(People(4)[i] with { Name = "改" }, seen?.Tag, Cancel)).Refusal;
        }));
        await Task.WhenAll([.. imports, .. writers]);
        await new RepresentativeTable(await ProductTables.OpenAsync()).FinishAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancel);
        await AssertListsAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_an_import_is_cut_the_heartbeat_leaves_everybody_or_nobody_where_the_file_says(bool afterCall)
    {
        await using var product = await Product.OpenAsync();
        var table = product.Get<RepresentativeTable>();
        await table.ImportAsync(People(0), Cancel);
        var round = 0;
        for (var (done, step) = (true, 1); done; step++)
        {
            product.Cut.At(step, afterCall);
            await TryAsync(() => table.ImportAsync(People(++round), Cancel));
            done = product.Cut.Done;
            product.Cut.Heal();
            await product.Get<FinishImportsHandler>().FinishAsync(product.Call(), Cancel);
            await AssertListsAsync();
            var people = await PeopleAsync();
            Assert.Single(people.Select(person => string.Join(',', person.StationIds)).Distinct());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_a_write_is_cut_the_person_is_in_all_places_as_before_or_as_after(bool afterCall)
    {
        await using var product = await Product.OpenAsync();
        var table = product.Get<RepresentativeTable>();
        await table.ImportAsync(People(0), Cancel);
        for (var (done, step) = (true, 1); done; step++)
        {
            var (before, tag) = (await table.FindAsync(People(0)[0].Id, Cancel))!.Value;
            var after = before with { StationIds = [stations[step % 5], stations[(step + 2) % 5]], OpenId = $"{prefix}{step}", HeadOf = stations[step % 5] };
            product.Cut.At(step, afterCall);
            await TryAsync(async () => (await table.PutAsync(after, tag, Cancel)).Refusal);
            done = product.Cut.Done;
            product.Cut.Heal();
            await AssertListsAsync();
        }
    }

    /// <summary>120 people, all at two of the stations, which are others in each file.</summary>
    private Representative[] People(int file) =>
    [
        .. Enumerable.Range(0, 120).Select(i => new Representative(
            An.Person($"{prefix}{i:D3}"), $"代表{i}", [RepresentativeRole.DistrictDeputy], [stations[file % 5], stations[(file + 1) % 5]])),
    ];

    private async Task<List<Representative>> PeopleAsync() =>
        (await new RepresentativeTable(await ProductTables.OpenAsync()).AllAsync(Cancel)).FindAll(person => person.Id.ToString().StartsWith(prefix, StringComparison.Ordinal));

    private async Task AssertListsAsync()
    {
        var (table, people) = (new RepresentativeTable(await ProductTables.OpenAsync()), await PeopleAsync());
        Assert.Equal(120, people.Count);
        foreach (var station in stations)
        {
            var expected = people.Where(person => person.StationIds.Contains(station));
            Assert.Equivalent(expected.ToArray(), (await table.OfStationAsync(station, Cancel)).ToArray(), strict: true);
        }
    }

    /// <summary>Cuts, faults of storage and refusals of who lost are what is to be survived.</summary>
    private static async Task TryAsync(Func<Task<Refusal?>> write)
    {
        try
        {
            await write();
        }
        catch (Exception fault) when (fault is StorageCut.CutException or Azure.RequestFailedException or AggregateException)
        {
        }
    }

    private static TableClientOptions Faulty()
    {
        var options = new TableClientOptions();
        (options.Retry.MaxRetries, options.Retry.Delay) = (4, TimeSpan.FromMilliseconds(5));
        options.AddPolicy(new FaultPolicy(), HttpPipelinePosition.PerRetry);
        return options;
    }

    /// <summary>Of writes one in seven is not made and one in seven loses its answer; both look like 503 to the client, which tries again.</summary>
    private sealed class FaultPolicy : HttpPipelinePolicy
    {
        private int count;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var turn = message.Request.Method == RequestMethod.Get ? -1 : Interlocked.Increment(ref count) % 7;
            if (turn == 3) throw new IOException("The connection was not made.");
            await ProcessNextAsync(message, pipeline);
            if (turn == 5) throw new IOException("The answer was lost.");
        }
    }
}
