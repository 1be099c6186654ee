using Serverless.Access;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>
/// Lists notices within the caller's reach: all of a station, or of a station one's own. Without a station it would go through
/// every one's, which is the district's alone.
/// </summary>
public sealed class ListNoticesHandler(NoticeTable notices, StationTable stations)
{
    /// <summary>One page. Storage calls: 1 for who sees all of the district, 2 for others.</summary>
    public async Task<Outcome<Listing<Notice>>> ListAsync(Call call, NoticeFilter asked, PageRequest page, CancellationToken cancel) =>
        (await WithinReachAsync(call.Caller, asked, cancel)).Refused(out var refusal, out var filter) ? refusal : await notices.PageAsync(filter, page, cancel);

    private async Task<Outcome<NoticeFilter>> WithinReachAsync(Caller caller, NoticeFilter asked, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return asked;
        if (asked.StationId is not { } id) return Refusals.QueryInvalid.Because("请用 stationId 或 occasion 写明站点；不写明站点的查询只供全区范围的用户使用。");
        if (await stations.FindAsync(id, cancel) is not var (station, _)) return StationRefusals.StationNotFound;
        if (caller.Reaches(id, station.Street)) return asked;
        foreach (var self in caller.Scopes.Where(scope => scope.Kind == ScopeKind.Person).Select(scope => Identifier.Read<PersonId>(scope.Name)))
            if (asked.RecipientId is null || asked.RecipientId == self) return asked with { RecipientId = self };
        return StationRefusals.StationNotFound;
    }
}
