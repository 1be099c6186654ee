using Serverless.Access;
using Serverless.Notices;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>
/// What a slice above keeps of stations, so that none goes whose history would then hang in the air. Its slice registers it:
/// <c>AddSingleton(provider =&gt; new StationTrace("意见", …))</c>.
/// </summary>
/// <param name="Word">What it is, for the sentence.</param>
/// <param name="AnyAsync">Whether there is any of the station; one storage call.</param>
public sealed record StationTrace(string Word, Func<StationId, CancellationToken, Task<bool>> AnyAsync);

/// <summary>
/// Removes a station that was entered by mistake. Storage calls: one to read it, one for each trace until one is found, one to
/// remove it.
/// </summary>
/// <remarks>
/// What comes in between the last look and the removal is not lost: it stands in its own table under the station's id, and
/// entering the station again shows it.
/// </remarks>
public sealed class DeleteStationHandler(StationTable stations, StationStreetHandler streets, NoticeTable notices, IEnumerable<StationTrace> traces)
{
    private readonly StationTrace[] traces = [new("提醒", notices.AnyOfStationAsync), .. traces];

    /// <summary>Null when it is removed. <see cref="StationRefusals.StationNotFound"/> also when it has been removed before.</summary>
    public async Task<Refusal?> DeleteAsync(Call call, StationId id, CancellationToken cancel)
    {
        if (await stations.FindAsync(id, cancel) is not var (_, tag)) return StationRefusals.StationNotFound;
        if (!call.IfMatchAllows(tag)) return Refusals.PreconditionFailed;
        foreach (var trace in traces)
            if (await trace.AnyAsync(id, cancel))
                return StationRefusals.StationHasHistory.Because($"站点已有{trace.Word}记录，不能删除。请改为停用：将 status 填为 closed，并填写停用日期 closedOn。");
        if ((await stations.RemoveAsync(id, tag, cancel)).Refused(out var refusal, out var removed)) return refusal;
        streets.Forget();
        return removed ? null : StationRefusals.StationNotFound;
    }
}
