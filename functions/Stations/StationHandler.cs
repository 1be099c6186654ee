using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Stations, shown and written within a caller's scope.</summary>
public sealed class StationHandler(StationTable stations, StationStreetHandler streets)
{
    public async Task<Outcome<Tagged<Station>>> FindAsync(Call call, StationId id, CancellationToken cancel) =>
        await stations.FindAsync(id, cancel) is var (station, tag) ? new Tagged<Station>(Shown(call, station), tag) : StationRefusals.StationNotFound;

    public async Task<Listing<Station>> PageAsync(Call call, StationKind? kind, string? street, StationStatus? status, PageRequest page, CancellationToken cancel)
    {
        var found = await stations.PageAsync(page, kind, street, status, call.Caller.StationFilter, cancel);
        return found with { Items = [.. found.Items.Select(station => Shown(call, station))] };
    }

    /// <summary>
    /// Enters or changes a station. Both where it lies and where it is to lie must be within the caller's scope, so that nobody
    /// gives a station to, or takes one from, another street.
    /// </summary>
    public async Task<Outcome<Tagged<Station>>> PutAsync(Call call, string id, StationDraft draft, CancellationToken cancel)
    {
        if (draft.ToStation(id).Refused(out var refusal, out var station)) return refusal;
        var before = await stations.FindAsync(station.StationId, cancel);
        if (before is var (there, _) && !call.Caller.Reaches(there.StationId, there.Street)) return StationRefusals.StationNotFound;
        if (!call.Caller.Reaches(station.StationId, station.Street)) return AccessRefusals.NotAllowed.Because("只能登记所辖街道的站点。");
        if (!call.IfMatchAllows(before?.Tag)) return Refusals.PreconditionFailed;
        var written = await stations.PutAsync(station, before?.Tag, cancel);
        streets.Forget();
        return written.Refused(out refusal, out var tag) ? refusal : new Tagged<Station>(Shown(call, station), tag, before is null);
    }

    private static Station Shown(Call call, Station station) => call.Caller.May(Permission.SeeContacts) ? station : station.WithoutContacts();
}
