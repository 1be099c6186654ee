using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;
using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.Statistics;

namespace Serverless.Local.Demo;

/// <summary>
/// The one way demo data comes into a store: a district of 164 stations is made up by the product's own rules
/// (<see cref="DemoData"/>) and written here, so that every route and figure has something to show. People, receptions
/// and stations go through the product's tables; opinions and notices, which a year of requests would have made, are
/// written as rows, many at once.
/// A store without stations is empty. They are written last and everything is written so that a repeat changes nothing,
/// so a load that was cut short is done again, on the next start. It takes about 10 seconds, most of them the emulator's.
/// </summary>
public static class DemoDistrict
{
    /// <summary>The most rows a transaction takes; a load that broke between the two of the stations leaves just so many.</summary>
    private const int Batch = 100;

    private const int AtOnce = 4;

    /// <param name="services">The app's services; one without stations gets no district.</param>
    /// <param name="say">Told once a second how far it is, and what was loaded.</param>
    /// <param name="cancel">Ends the load.</param>
    public static async Task LoadAsync(IServiceProvider services, Action<string> say, CancellationToken cancel)
    {
        if (services.GetService<StationTable>() is null) return;
        var storage = Patient(services);
        var stations = new StationTable(storage);
        if (await stations.AllAsync(cancel) is { Count: > 0 } all && !IsCutShort(all)) return;
        say("Loading the demo district, once");
        var data = DemoData.Of(
            services.GetRequiredService<StationClock>().Today, services.GetRequiredService<ReceptionCalendar>(), services.GetRequiredService<HolidayCalendar>());
        var opinions = data.Lives.Select(lives => lives.SelectMany(life => life.Rows).ToArray()).ToArray();
        var notices = data.Notices.GroupBy(notice => notice.StationId, NoticeRow.Write).Select(rows => rows.ToArray()).ToArray();
        var progress = new DemoProgress(opinions.Sum(rows => rows.Length) + notices.Sum(rows => rows.Length) + DemoProgress.RowsOfPerson * data.People.Count, say);
        await SaveAsync(storage.GetTableClient(OpinionTable.TableName), opinions, progress, cancel);
        await SaveAsync(storage.GetTableClient(NoticeTable.TableName), notices, progress, cancel);
        await SavePeopleAsync(new RepresentativeTable(storage), data.People, progress, cancel);
        await SaveReceptionsAsync(new OccasionTable(storage), data.Receptions, cancel);
        await DemoMembers.SaveAsync(new MemberTable(storage), DemoMembers.Of(data.Places), cancel);
        await FinishAsync(services, stations, data, cancel);
        say($"Loaded the demo district: {data.Places.Count} stations, {data.People.Count:N0} representatives, {data.Lives.Sum(lives => lives.Count()):N0} opinions");
    }

    /// <summary>Asks for both quarters' reports, which the host's workers then make, and makes the district visible.</summary>
    private static async Task FinishAsync(IServiceProvider services, StationTable table, DemoData data, CancellationToken cancel)
    {
        var stations = data.Places.Select(place => place.Station).ToArray();
        foreach (var quarter in data.Quarters) await services.GetRequiredService<RefreshStatisticsQueue>().SendAsync(RefreshOrder.Split(quarter, stations), cancel);
        await table.ImportAsync(stations, cancel);
    }

    /// <summary>The product's own client gives up after seconds, as it must with a citizen waiting; nobody waits for a district.</summary>
    private static TableServiceClient Patient(IServiceProvider services) =>
        new(services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]);

    private static bool IsCutShort(IReadOnlyList<Station> all) =>
        all.Count == Batch && all.Select(station => station.StationId).SequenceEqual(DemoPlace.All().Take(Batch).Select(place => place.Station.StationId));

    /// <summary>Saves rows, given by partition.</summary>
    private static Task SaveAsync(TableClient table, IEnumerable<TableEntity[]> partitions, DemoProgress progress, CancellationToken cancel) =>
        EachAsync(partitions.SelectMany(rows => rows.Chunk(Batch)), cancel, async (batch, stop) =>
        {
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), stop);
            progress.Add(batch.Length);
        });

    private static async Task SavePeopleAsync(RepresentativeTable table, IReadOnlyList<Representative> people, DemoProgress progress, CancellationToken cancel)
    {
        // In parts: not for the table, but to say how far it is.
        foreach (var part in people.Chunk(2 * Batch))
        {
            if (await table.ImportAsync(part, cancel) is { } refusal) throw new InvalidOperationException($"The store is in use: {refusal.Code}.");
            progress.Add(DemoProgress.RowsOfPerson * part.Length);
        }
    }

    private static async Task SaveReceptionsAsync(OccasionTable table, IReadOnlyList<DemoReception> receptions, CancellationToken cancel)
    {
        var dates = receptions.Select(reception => reception.Planned.NominalDate).ToList();
        var known = dates.Count == 0 ? [] : await table.BetweenAsync(dates.Min(), dates.Max(), cancel);
        await EachAsync(receptions.Where(reception => reception.Steps.Count > 0), cancel, async (reception, stop) =>
        {
            var key = reception.Planned.Id;
            var done = known.ContainsKey(key) ? (await table.JournalAsync(key, stop)).Count : 0;
            foreach (var step in reception.Steps.Skip(done))
                if ((await table.ChangeAsync(reception.Planned, _ => (step.After, step.Entry), null, stop)).Refused(out var refusal, out _))
                    throw new InvalidOperationException($"The store is in use: {refusal.Code} at {key}.");
        });
    }

    private static Task EachAsync<T>(IEnumerable<T> items, CancellationToken cancel, Func<T, CancellationToken, ValueTask> save) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, save);
}
