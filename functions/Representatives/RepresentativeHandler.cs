using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Representatives, shown and written within a caller's scope.</summary>
public sealed class RepresentativeHandler(RepresentativeTable people, StationTable stations, PersonScopeHandler scope)
{
    public async Task<Outcome<Tagged<Representative>>> FindAsync(Call call, PersonId id, CancellationToken cancel) =>
        await people.FindAsync(id, cancel) is var (person, tag) && await scope.SeesAsync(call.Caller, person, cancel)
            ? new Tagged<Representative>(Shown(call, person), tag)
            : RepresentativeRefusals.RepresentativeNotFound;

    /// <summary>A station's people; the station is within the caller's scope.</summary>
    public async Task<Outcome<Listing<Representative>>> PageAsync(Call call, StationId station, PageRequest page, CancellationToken cancel)
    {
        if (await stations.FindAsync(station, cancel) is null) return StationRefusals.StationNotFound;
        var found = await people.PageOfStationAsync(station, page, cancel);
        return found with { Items = [.. found.Items.Select(person => Shown(call, person))] };
    }

    /// <summary>The people within the caller's scope, of one street, with one role, and bound to a WeChat user or not, where these are given.</summary>
    public async Task<Outcome<Listing<Representative>>> PageAsync(
        Call call, string? street, RepresentativeRole? role, bool? bound, PageRequest page, CancellationToken cancel)
    {
        var within = street is null && call.Caller.IsDistrictWide ? null : await ReachAsync(call.Caller, street, cancel);
        if ((await people.PageAsync(IsWanted, page, cancel)).Refused(out var refusal, out var found)) return refusal;
        return found with { Items = [.. found.Items.Select(person => Shown(call, person))] };

        bool IsWanted(Representative person) =>
            (within is null || person.StationIds.Any(within.Contains) || (street is null && call.Caller.Is(person.Id)))
            && (role is not { } wanted || person.Roles.Contains(wanted)) && (bound is null || bound == person.OpenId is not null);
    }

    /// <summary>Removes a person, all of whose stations must be within the caller's scope, from everywhere.</summary>
    public async Task<Refusal?> RemoveAsync(Call call, PersonId id, CancellationToken cancel)
    {
        if (await people.FindAsync(id, cancel) is not var (person, tag)) return RepresentativeRefusals.RepresentativeNotFound;
        if (await scope.HinderAsync(call.Caller, person, cancel) is { } hindrance) return hindrance;
        if (!call.IfMatchAllows(tag)) return Refusals.PreconditionFailed;
        return (await people.RemoveAsync(id, tag, cancel)).Refused(out var refusal, out var removed) ? refusal : removed ? null : RepresentativeRefusals.RepresentativeNotFound;
    }

    /// <summary>Enters or changes a person, all of whose stations, before and after, must be within the caller's scope.</summary>
    public async Task<Outcome<Tagged<Representative>>> PutAsync(Call call, string id, RepresentativeDraft draft, CancellationToken cancel)
    {
        if (draft.ToRepresentative(id).Refused(out var refusal, out var person)) return refusal;
        var before = await people.FindAsync(person.Id, cancel);
        if (before is var (there, _) && await scope.HinderAsync(call.Caller, there, cancel) is { } hindrance) return hindrance;
        if (await MissingStationAsync(call.Caller, person, cancel) is { } missing) return missing;
        if (!call.IfMatchAllows(before?.Tag)) return Refusals.PreconditionFailed;
        return (await people.PutAsync(person, before?.Tag, cancel)).Refused(out refusal, out var tag)
            ? refusal
            : new Tagged<Representative>(Shown(call, person), tag, before is null);
    }

    /// <summary>A station out of the caller's scope is none to them.</summary>
    private async Task<Refusal?> MissingStationAsync(Caller caller, Representative person, CancellationToken cancel)
    {
        var errors = new FieldErrors().Require(caller.IsDistrictWide || person.StationIds.Count > 0, "stationIds", "须填写您所辖的站点。");
        foreach (var id in person.StationIds)
            errors.Require(await stations.FindAsync(id, cancel) is var (station, _) && caller.Reaches(id, station.Street), "stationIds", $"没有站点 {id}，请先建立该站点。");
        return errors.ToRefusal();
    }

    /// <summary>The stations of a street, or of all, that are within the caller's scope.</summary>
    private async Task<HashSet<StationId>> ReachAsync(Caller caller, string? street, CancellationToken cancel)
    {
        var within = (await stations.IdsAsync(caller.StationFilter, cancel)).ToHashSet();
        if (street is null) return within;
        within.IntersectWith(await stations.IdsAsync(new StationFilter(false, new HashSet<string> { street }, new HashSet<StationId>()), cancel));
        return within;
    }

    private static Representative Shown(Call call, Representative person) => call.Caller.May(Permission.SeeContacts) ? person : person.WithoutContacts();
}
