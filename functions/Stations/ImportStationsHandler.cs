using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Enters and changes the stations of a file, all of its rows or none, and gives such files out.</summary>
public sealed class ImportStationsHandler(StationTable stations, StationStreetHandler streets, RepeatTable repeats)
{
    /// <param name="call">Who imports.</param>
    /// <param name="file">The file.</param>
    /// <param name="dryRun">True to see what it would do; nothing is written then.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<Outcome<ImportReport>> ImportAsync(Call call, ReadOnlyMemory<byte> file, bool dryRun, CancellationToken cancel) =>
        dryRun ? LookAsync(call.Caller, file, cancel) : repeats.OnceAsync(call.Repeat, () => TakeAsync(call.Caller, file, cancel), cancel);

    /// <summary>The stations within the caller's scope as a file that imports again.</summary>
    public async Task<byte[]> ExportAsync(Call call, CancellationToken cancel)
    {
        var within = call.Caller.StationFilter;
        var all = await stations.AllAsync(cancel);
        return StationSheet.Write(all.Where(station => within.Takes(station.StationId, station.Street)), call.Caller.May(Permission.SeeContacts));
    }

    private async Task<Outcome<ImportReport>> LookAsync(Caller caller, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var present = (await stations.AllAsync(cancel)).ToDictionary(station => station.StationId);
        return Read(caller, file, present).Refused(out var refusal, out var all) ? refusal : Report(all, present, dryRun: true);
    }

    private async Task<Outcome<ImportReport>> TakeAsync(Caller caller, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        Dictionary<StationId, Station> before = [];
        if ((await stations.ChangeAsync(present => Read(caller, file, before = present.ToDictionary(station => station.StationId)), cancel)).Refused(out var refusal, out var all))
            return refusal;
        streets.Forget();
        return Report(all, before, dryRun: false);
    }

    private static Outcome<Station[]> Read(Caller caller, ReadOnlyMemory<byte> file, Dictionary<StationId, Station> present) =>
        StationSheet.Read(file.Span, present, station => caller.Reaches(station.StationId, station.Street));

    private static ImportReport Report(Station[] all, Dictionary<StationId, Station> before, bool dryRun) =>
        ImportReport.Of(all, station => before.GetValueOrDefault(station.StationId), station => station.StationId, dryRun);
}
