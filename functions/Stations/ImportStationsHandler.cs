using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Enters and changes the stations of a file: all of its rows or none.</summary>
public sealed class ImportStationsHandler(StationTable stations, StationStreetHandler streets, RepeatTable repeats)
{
    public Task<Outcome<ImportReport>> ImportAsync(Call call, ReadOnlyMemory<byte> file, CancellationToken cancel) =>
        repeats.OnceAsync(call.Repeat, () => TakeAsync(call.Caller, file, cancel), cancel);

    private async Task<Outcome<ImportReport>> TakeAsync(Caller caller, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var present = caller.IsDistrictWide ? [] : (await stations.AllAsync(cancel)).ToDictionary(station => station.StationId, station => station.Street);
        if (StationSheet.Read(file.Span, MayWrite).Refused(out var refusal, out var all)) return refusal;
        await stations.ImportAsync(all, cancel);
        streets.Forget();
        return new ImportReport(all.Count);

        bool MayWrite(Station station) =>
            caller.Reaches(station.StationId, station.Street) && caller.Reaches(station.StationId, present.GetValueOrDefault(station.StationId, station.Street));
    }
}
