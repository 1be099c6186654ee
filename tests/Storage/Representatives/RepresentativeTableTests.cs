using Azure;
using Azure.Data.Tables;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Representatives;

public sealed class RepresentativeTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("people", "p|{id}")]
    [InlineData("people", "s|{station}|{id}")]
    public async Task A_persons_rows_stand_where_the_keys_say(string partition, string row)
    {
        var person = Some();
        Value(await (await TableAsync()).PutAsync(person, null, Cancel));
        string Fill(string text) => text.Replace("{id}", person.Id).Replace("{station}", person.StationIds[0]);
        Assert.True((await (await RowsAsync()).GetEntityIfExistsAsync<TableEntity>(Fill(partition), Fill(row), null, Cancel)).HasValue);
    }

    [Fact]
    public async Task A_person_is_read_back_as_written_from_every_side()
    {
        var table = await TableAsync();
        var person = Some() with { WeComUserId = "wangfang", Phone = "+86 138-0000-0000" };
        person = person with { HeadOf = person.StationIds[1] };
        var tag = Value(await table.PutAsync(person, null, Cancel));
        var (found, read) = (await table.FindAsync(person.Id, Cancel))!.Value;
        Assert.Equal(tag, read);
        Assert.Equivalent(person, found, strict: true);
        foreach (var station in person.StationIds) Assert.Equivalent(person, Assert.Single(await table.OfStationAsync(station, Cancel)), strict: true);
    }

    [Fact]
    public async Task Who_leaves_a_station_is_found_there_no_more()
    {
        var table = await TableAsync();
        var person = Some();
        await table.PutAsync(person, null, Cancel);
        var moved = person with { StationIds = [person.StationIds[1], An.Id(ProductTables.StationId())] };
        var tag = Value(await PutAsync(table, moved));

        Assert.Empty(await table.OfStationAsync(person.StationIds[0], Cancel));
        foreach (var station in moved.StationIds) Assert.Single(await table.OfStationAsync(station, Cancel));
        Assert.Equal(tag, (await table.FindAsync(person.Id, Cancel))!.Value.Tag);
    }

    [Fact]
    public async Task Of_two_writers_who_saw_the_same_person_the_second_is_refused_and_leaves_no_trace()
    {
        var table = await TableAsync();
        var person = Some();
        var seen = Value(await table.PutAsync(person, null, Cancel));
        Value(await table.PutAsync(person with { Name = "甲" }, seen, Cancel));
        var elsewhere = An.Id(ProductTables.StationId());
        Assert.True((await table.PutAsync(person with { StationIds = [elsewhere] }, seen, Cancel)).Refused(out var refusal, out _));
        Assert.Equal("writeConflict", refusal.Code);
        Assert.Empty(await table.OfStationAsync(elsewhere, Cancel));
        Assert.Equal("甲", Assert.Single(await table.OfStationAsync(person.StationIds[0], Cancel)).Name);
    }

    [Fact]
    public async Task Who_saw_somebody_who_is_not_there_writes_nobody()
    {
        Assert.True((await (await TableAsync()).PutAsync(Some(), ETag.All, Cancel)).Refused(out var refusal, out _));
        Assert.Equal("writeConflict", refusal.Code);
    }

    [Fact]
    public async Task Of_many_writers_at_once_every_one_is_written_or_refused_and_the_copies_agree()
    {
        var table = await TableAsync();
        var person = Some() with { OpenId = null, StationIds = [An.Id(ProductTables.StationId())] };
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => table.PutAsync(person with { Name = $"{i}" }, null, Cancel)));
        Assert.Contains(written, outcome => outcome.Refusal is null);
        Assert.All(written, outcome => Assert.Contains(outcome.Refusal?.Code, new[] { null, "writeConflict" }));
        Assert.Single(await table.OfStationAsync(person.StationIds[0], Cancel));
    }

    [Fact]
    public async Task A_large_import_puts_everybody_where_they_belong_and_can_be_repeated()
    {
        var table = await TableAsync();
        var (station, left, prefix) = (An.Id(ProductTables.StationId()), An.Id(ProductTables.StationId()), ProductTables.Name());
        var people = Enumerable.Range(0, 230).Select(i => new Representative(An.Person($"{prefix}{i:D3}"), $"代表{i}", [RepresentativeRole.Deliberation], [station])).ToArray();
        await table.ImportAsync([people[7] with { StationIds = [left] }], Cancel);

        await table.ImportAsync(people, Cancel);
        await table.ImportAsync(people, Cancel);
        Assert.Equal(people.Select(person => person.Id), (await table.OfStationAsync(station, Cancel)).Select(person => person.Id));
        Assert.Empty(await table.OfStationAsync(left, Cancel));
        Assert.Equal(230, (await table.AllAsync(Cancel)).Count(person => person.Id.ToString().StartsWith(prefix)));
    }

    private static async Task<RepresentativeTable> TableAsync() => new(await ProductTables.OpenAsync());

    private static async Task<TableClient> RowsAsync() => (await ProductTables.OpenAsync()).GetTableClient(RepresentativeTable.TableName);

    /// <summary>Writes a person in place of whoever is there.</summary>
    private static async Task<Outcome<ETag>> PutAsync(RepresentativeTable table, Representative person) =>
        await table.PutAsync(person, (await table.FindAsync(person.Id, Cancel))?.Tag, Cancel);

    private static Representative Some() =>
        new(An.Person(ProductTables.Name()), "王芳", [RepresentativeRole.DistrictDeputy, RepresentativeRole.Deliberation], [An.Id(ProductTables.StationId()), An.Id(ProductTables.StationId())])
        {
            OpenId = ProductTables.Name(),
        };

    private static ETag Value(Outcome<ETag> outcome) => outcome.Refused(out var refusal, out var tag) ? throw new Xunit.Sdk.XunitException(refusal.Code) : tag;
}
