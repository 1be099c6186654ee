using Azure;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Stations;

public sealed class StationTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stations", "{id}")]
    public async Task A_stations_row_stands_where_the_keys_say(string partition, string row)
    {
        var station = Some();
        await (await TableAsync()).PutAsync(station, null, Cancel);
        var table = (await ProductTables.OpenAsync()).GetTableClient(StationTable.TableName);
        var found = await table.GetEntityAsync<Azure.Data.Tables.TableEntity>(partition, row.Replace("{id}", station.StationId), null, Cancel);
        Assert.Equal("station", found.Value.GetString("Kind"));
    }

    [Fact]
    public async Task A_station_is_read_back_as_it_was_written()
    {
        var table = await TableAsync();
        var full = Some() with { Village = "金山社区", Address = "花园路1号", Hours = "每月20日", Staff = [new("张三", "023-62800000"), new("=1+1 🙂")], Status = StationStatus.Closed, OpenedOn = new DateOnly(1998, 5, 1), ClosedOn = new DateOnly(2026, 11, 25) };
        var tag = Value(await table.PutAsync(full, null, Cancel));
        var (station, read) = (await table.FindAsync(full.StationId, Cancel))!.Value;
        Assert.Equivalent(full, station, strict: true);
        Assert.Equal(tag, read);
    }

    [Fact]
    public async Task Writing_again_replaces_everything()
    {
        var table = await TableAsync();
        var station = Some();
        var seen = Value(await table.PutAsync(station with { Village = "金山社区" }, null, Cancel));
        Value(await table.PutAsync(station, seen, Cancel));
        Assert.Null((await table.FindAsync(station.StationId, Cancel))!.Value.Station.Village);
    }

    [Fact]
    public async Task Of_two_writers_who_saw_the_same_station_the_second_is_refused()
    {
        var table = await TableAsync();
        var station = Some();
        var seen = Value(await table.PutAsync(station, null, Cancel));
        Value(await table.PutAsync(station with { Name = "甲" }, seen, Cancel));
        Assert.True((await table.PutAsync(station with { Name = "乙" }, seen, Cancel)).Refused(out var refusal, out _));
        Assert.Equal("writeConflict", refusal.Code);
        Assert.Equal("甲", (await table.FindAsync(station.StationId, Cancel))!.Value.Station.Name);
    }

    [Fact]
    public async Task Who_saw_a_station_that_is_not_there_makes_none()
    {
        var table = await TableAsync();
        var station = Some();
        Assert.True((await table.PutAsync(station, ETag.All, Cancel)).Refused(out var refusal, out _));
        Assert.Equal("writeConflict", refusal.Code);
        Assert.Null(await table.FindAsync(station.StationId, Cancel));
    }

    [Fact]
    public async Task More_than_a_thousand_stations_are_imported_and_listed_whole()
    {
        var table = await TableAsync();
        var street = ProductTables.Name();
        var prefix = ProductTables.StationId()[..12];
        var all = Enumerable.Range(0, 1203).Select(i => new Station(An.Id($"{prefix}{i:D4}"), $"{i}号站", i % 3 == 0 ? StationKind.Home : StationKind.Studio, street)).ToArray();
        await table.ImportAsync(all, Cancel);
        await table.ImportAsync(all, Cancel);

        var ids = all.Select(station => station.StationId).ToArray();
        Assert.Equal(ids, (await table.AllAsync(Cancel)).Where(station => station.Street == street).Select(station => station.StationId));
        Assert.Equal(ids, await PagesAsync(table, 500, null, street));
        Assert.Equal(ids.Where((_, i) => i % 3 == 0), await PagesAsync(table, 1000, StationKind.Home, street));
        Assert.Empty(await PagesAsync(table, 1000, StationKind.ContactPoint, street));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_an_import_of_164_is_cut_all_or_none_are_there_after_the_next_heartbeat(bool afterCall)
    {
        await using var product = await Product.OpenAsync();
        for (var (done, step) = (true, 1); done; step++)
        {
            var street = ProductTables.Name();
            var prefix = ProductTables.StationId()[..12];
            var all = Enumerable.Range(0, 164).Select(i => new Station(An.Id($"{prefix}{i:D3}"), $"{i}号站", StationKind.Station, street)).ToArray();
            product.Cut.At(step, afterCall);
            try
            {
                await product.Get<StationTable>().ImportAsync(all, Cancel);
            }
            catch (StorageCut.CutException)
            {
            }

            done = product.Cut.Done;
            product.Cut.Heal();
            await product.Get<Serverless.Representatives.FinishImportsHandler>().FinishAsync(product.Call(), Cancel);
            Assert.Contains((await product.Get<StationTable>().AllAsync(Cancel)).Count(station => station.Street == street), new[] { 0, 164 });
            Assert.Null((await product.Get<StationTable>().ImportAsync(all, Cancel)).Refusal);
            Assert.Equal(164, (await product.Get<StationTable>().AllAsync(Cancel)).Count(station => station.Street == street));
        }
    }

    private static async Task<List<StationId>> PagesAsync(StationTable table, int top, StationKind? kind, string street)
    {
        var ids = new List<StationId>();
        string? continuation = null;
        do
        {
            Assert.False(PageRequest.Parse($"{top}", continuation).Refused(out _, out var page));
            var part = await table.PageAsync(page!, kind, street, null, An.Administrator.StationFilter, Cancel);
            Assert.InRange(part.Items.Count, 0, top);
            ids.AddRange(part.Items.Select(station => station.StationId));
            continuation = part.Continuation;
        }
        while (continuation is not null);

        return ids;
    }

    private static async Task<StationTable> TableAsync() => new(await ProductTables.OpenAsync());

    private static Station Some() => new(An.Id(ProductTables.StationId()), "花园站", StationKind.Station, "花园街道");

    private static ETag Value(Outcome<ETag> outcome) => outcome.Refused(out var refusal, out var tag) ? throw new Xunit.Sdk.XunitException(refusal.Code) : tag;
}
