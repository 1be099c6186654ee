using Azure;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Shows, enters and imports stations, within the caller's scope.</summary>
public sealed class StationHandler(StationTable stations)
{
    public async Task<Outcome<Tagged<Station>>> FindAsync(Call call, string stationId, CancellationToken cancel) =>
        await stations.FindAsync(stationId, cancel) is var (station, tag)
            ? new Tagged<Station>(Shown(call.Caller, station), tag)
            : StationRefusals.StationNotFound;

    /// <summary>A page in the order of ids of those within scope; it may be shorter than asked for and still go on.</summary>
    public async Task<Listing<Station>> PageAsync(Call call, PageRequest page, StationKind? kind, string? street, CancellationToken cancel)
    {
        var found = await stations.PageAsync(page, kind, street, cancel);
        return found with { Items = [.. found.Items.Where(station => Reaches(call.Caller, station)).Select(station => Shown(call.Caller, station))] };
    }

    /// <summary>Enters or changes a station; both the street it was in and the one it is to be in must be within scope.</summary>
    public async Task<Outcome<Tagged<Station>>> PutAsync(Call call, Station station, CancellationToken cancel)
    {
        if (!Reaches(call.Caller, station)) return AccessRefusals.NotAllowed;
        var before = await stations.FindAsync(station.StationId, cancel);
        if (before is { } there && !Reaches(call.Caller, there.Station)) return StationRefusals.StationNotFound;
        if (!RequestHttp.Allows(call.IfMatch, before?.Tag)) return Refusals.PreconditionFailed;
        return (await stations.PutAsync(station, call.IfMatch is null ? null : before?.Tag, cancel)).Refused(out var refusal, out var tag)
            ? refusal
            : new Tagged<Station>(station, tag, IsNew: before is null);
    }

    /// <summary>All rows of a file, or none when one of them is wrong or out of scope.</summary>
    public async Task<Outcome<ImportReport>> ImportAsync(Call call, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        if (StationSheet.Read(file.Span).Refused(out var refusal, out var all)) return refusal;
        if (all.Any(station => !Reaches(call.Caller, station))) return AccessRefusals.NotAllowed;
        await stations.ImportAsync(all, cancel);
        return new ImportReport(all.Count);
    }

    private static bool Reaches(Caller caller, Station station) => caller.Reaches(Identifier.Read<StationId>(station.StationId), station.Street);

    private static Station Shown(Caller caller, Station station) => caller.May(Permission.SeeContacts)
        ? station
        : station with { Staff = [.. station.Staff.Select(member => member with { Phone = null })] };
}
