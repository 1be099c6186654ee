using Azure;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Representatives;

/// <summary>A station has one head, whoever writes at once and wherever it breaks.</summary>
public sealed class HeadTests
{
    private readonly StationId station = An.Id(ProductTables.StationId());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_people_at_once_one_becomes_head(bool known)
    {
        var table = await TableAsync();
        var people = Enumerable.Range(0, 6).Select(_ => Head()).ToArray();
        if (known)
            foreach (var person in people) await PutAsync(table, person with { HeadOf = null });
        var outcomes = await Task.WhenAll(people.Select(person => PutAsync(table, person)));
        Assert.All(outcomes, outcome => Assert.Contains(outcome.Refusal?.Code, new[] { null, "headTaken", "writeConflict" }));
        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.Single(await HeadsAsync(table, people), person => person?.HeadOf == station);
        Assert.Single(await table.OfStationAsync(station, Cancel), person => person.HeadOf == station);
    }

    [Fact]
    public async Task Who_was_to_become_the_second_head_is_not_entered_at_all()
    {
        var table = await TableAsync();
        var (first, second) = (Head(), Head());
        Assert.Null((await PutAsync(table, first)).Refusal);
        Assert.Equal("headTaken", (await PutAsync(table, second)).Refusal?.Code);
        Assert.Null(await table.FindAsync(second.Id, Cancel));
    }

    [Fact]
    public async Task Who_leaves_makes_room()
    {
        var table = await TableAsync();
        var (first, second) = (Head(), Head());
        await PutAsync(table, first);
        await PutAsync(table, first with { HeadOf = null });
        Assert.Null((await PutAsync(table, second)).Refusal);
        Assert.Equal("headTaken", (await PutAsync(table, first)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_is_removed_makes_room()
    {
        var table = await TableAsync();
        var first = Head();
        var seen = Value(await PutAsync(table, first));
        Assert.Null((await table.RemoveAsync(first.Id, seen, Cancel)).Refusal);
        Assert.Null((await PutAsync(table, Head())).Refusal);
        Assert.DoesNotContain(await table.OfStationAsync(station, Cancel), person => person.Id == first.Id);
    }

    [Fact]
    public async Task A_file_may_let_two_heads_change_places()
    {
        var table = await TableAsync();
        var other = An.Id(ProductTables.StationId());
        var (one, two) = (Head() with { StationIds = [station, other] }, Head() with { StationIds = [station, other], HeadOf = other });
        Assert.Null(await table.ImportAsync([one, two], Cancel));
        Assert.Null(await table.ImportAsync([one with { HeadOf = other }, two with { HeadOf = station }], Cancel));
        Assert.Equal([(StationId?)other, station], (await HeadsAsync(table, [one, two])).Select(person => person!.HeadOf));
        Assert.Equal("headTaken", (await PutAsync(table, Head())).Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_files_at_once_that_each_bring_a_head_one_is_refused()
    {
        var table = await TableAsync();
        var people = new[] { Head(), Head() };
        var refusals = await Task.WhenAll(people.Select(person => table.ImportAsync([person], Cancel)));
        Assert.Single(refusals, refusal => refusal is null);
        Assert.Single(await HeadsAsync(table, people), person => person?.HeadOf == station);
    }

    private Representative Head() => new(An.Person(ProductTables.Name()), "王芳", [RepresentativeRole.DistrictDeputy], [station]) { HeadOf = station };

    /// <summary>Writes a person in place of whoever is there.</summary>
    private static async Task<Outcome<ETag>> PutAsync(RepresentativeTable table, Representative person) =>
        await table.PutAsync(person, (await table.FindAsync(person.Id, Cancel))?.Tag, Cancel);

    private static async Task<List<Representative?>> HeadsAsync(RepresentativeTable table, IEnumerable<Representative> people)
    {
        var found = new List<Representative?>();
        foreach (var person in people) found.Add((await table.FindAsync(person.Id, Cancel))?.Person);
        return found;
    }

    private static async Task<RepresentativeTable> TableAsync() => new(await ProductTables.OpenAsync());

    private static ETag Value(Outcome<ETag> outcome) => outcome.Refused(out var refusal, out var tag) ? throw new Xunit.Sdk.XunitException(refusal.Code) : tag;
}
