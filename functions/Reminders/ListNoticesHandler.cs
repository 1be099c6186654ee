using Serverless.Access;
using Serverless.Notices;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Reminders;

/// <summary>
/// Lists notices within the caller's scope: all of a station, or of a station one's own. Without a station it would go through
/// every one's, which is for callers of the whole district.
/// </summary>
public sealed class ListNoticesHandler(NoticeTable notices, ScopeHandler scope)
{
    /// <summary>One page. One storage call, seldom two.</summary>
    public async Task<Outcome<Listing<Notice>>> ListAsync(Call call, NoticeFilter asked, PageRequest page, CancellationToken cancel) =>
        (await WithinScopeAsync(call.Caller, asked, cancel)).Refused(out var refusal, out var filter) ? refusal : await notices.PageAsync(filter, page, cancel);

    private async Task<Outcome<NoticeFilter>> WithinScopeAsync(Caller caller, NoticeFilter asked, CancellationToken cancel)
    {
        if (caller.IsDistrictWide) return asked;
        if (asked.StationId is not { } station) return Refusals.QueryInvalid.Because("请用 stationId 或 occasion 写明站点；不写明站点的查询只供全区范围的用户使用。");
        if (await scope.ReachesAsync(caller, station, cancel)) return asked;
        foreach (var self in caller.Scopes.Where(own => own.Kind == ScopeKind.Person).Select(own => Identifier.Read<PersonId>(own.Name)))
            if (asked.RecipientId is null || asked.RecipientId == self) return asked with { RecipientId = self };
        return StationRefusals.StationNotFound;
    }
}
