using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Shows, enters and imports representatives, within the caller's scope: a person is where their stations are.</summary>
public sealed class RepresentativeHandler(RepresentativeTable people, StationTable stations, ScopeHandler scope)
{
    public async Task<Outcome<Tagged<Representative>>> FindAsync(Call call, string id, CancellationToken cancel) =>
        await people.FindAsync(id, cancel) is var (person, tag) && await SeesAsync(call.Caller, person, cancel)
            ? new Tagged<Representative>(Shown(call.Caller, person), tag)
            : RepresentativeRefusals.RepresentativeNotFound;

    /// <summary>A page of a station's people, in the order of ids.</summary>
    public async Task<Outcome<Listing<Representative>>> OfStationAsync(Call call, string stationId, PageRequest page, CancellationToken cancel)
    {
        if (await stations.FindAsync(stationId, cancel) is null) return StationRefusals.StationNotFound;
        var found = await people.PageOfStationAsync(stationId, page, cancel);
        return found with { Items = [.. found.Items.Select(person => Shown(call.Caller, person))] };
    }

    /// <summary>Enters or changes a person; all of their stations, before and after, must be within scope.</summary>
    public async Task<Outcome<Tagged<Representative>>> PutAsync(Call call, Representative person, CancellationToken cancel)
    {
        var before = await people.FindAsync(person.Id, cancel);
        if (before is { } there && !await ReachesAllAsync(call.Caller, there.Person, cancel)) return RepresentativeRefusals.RepresentativeNotFound;
        if (await MissingStationAsync(person, cancel) is { } missing) return missing;
        if (!await ReachesAllAsync(call.Caller, person, cancel)) return AccessRefusals.NotAllowed;
        if (person.HeadOf is { } headed && HeadRule.Check(person, await people.OfStationAsync(headed, cancel)) is { } second) return second;
        return (await people.PutAsync(person, call.IfMatch, cancel)).Refused(out var refusal, out var tag)
            ? refusal
            : new Tagged<Representative>(person, tag, IsNew: before is null);
    }

    /// <summary>All rows of a file, or none when one of them is wrong.</summary>
    public async Task<Outcome<ImportReport>> ImportAsync(ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var ids = (await stations.AllIdsAsync(cancel)).ToHashSet();
        var present = await people.AllAsync(cancel);
        if (RepresentativeSheet.Read(file.Span, ids, present).Refused(out var refusal, out var all)) return refusal;
        await people.ImportAsync(all, cancel);
        return new ImportReport(all.Count);
    }

    private async Task<Refusal?> MissingStationAsync(Representative person, CancellationToken cancel)
    {
        var errors = new FieldErrors();
        foreach (var id in person.StationIds)
            errors.Require(await stations.FindAsync(id, cancel) is not null, "stationIds", $"没有站点 {id}，请先建立该站点。");
        return errors.ToRefusal();
    }

    private async Task<bool> SeesAsync(Caller caller, Representative person, CancellationToken cancel) =>
        caller.IsDistrictWide || caller.Is(Identifier.Read<PersonId>(person.Id)) || await scope.ReachesAnyAsync(caller, Stations(person), cancel);

    private async Task<bool> ReachesAllAsync(Caller caller, Representative person, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return true;
        foreach (var station in Stations(person))
            if (!await scope.ReachesAsync(caller, station, cancel)) return false;
        // Who belongs to no station is the district's.
        return person.StationIds.Count > 0;
    }

    private static IEnumerable<StationId> Stations(Representative person) => person.StationIds.Select(Identifier.Read<StationId>);

    private static Representative Shown(Caller caller, Representative person) => caller.May(Permission.SeeContacts)
        ? person
        : person with { OpenId = null, WeComUserId = null, Phone = null };
}
