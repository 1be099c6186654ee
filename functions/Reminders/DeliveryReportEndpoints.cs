using Serverless.Notices;
using Serverless.Platform;
using Serverless.Representatives;

namespace Serverless.Reminders;

/// <summary>Where the channel's delivery reports end up; the webhook hands them over.</summary>
public sealed class DeliveryReportEndpoints(RepresentativeTable people, NoticeTable notices, StationClock clock)
{
    // A report comes within minutes of a notice, which is at most 60 days ahead of an occasion moved by at most 62.
    private const int DaysAround = 130;

    /// <summary>
    /// Records that a sent notice has arrived or has not. Reports of messages that are no notices, of unknown people and
    /// repeated reports change nothing. Storage calls: 1 for most openids, 4 for a representative of one station.
    /// </summary>
    /// <param name="openId">The event's <c>FromUserName</c>.</param>
    /// <param name="messageId">The event's <c>MsgID</c>.</param>
    /// <param name="status">The event's <c>Status</c>.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    /// <returns>
    /// False when the report came before the notice's number was recorded: the push is then not to be acknowledged, so
    /// that WeChat sends it again.
    /// </returns>
    public async Task<bool> ReportAsync(string openId, long messageId, string status, CancellationToken cancel)
    {
        if (!DeliveryReport.TryRead(status, out var failure)) return true;
        if (await people.FindByOpenIdAsync(openId, cancel) is not { } person) return true;
        var early = false;
        foreach (var station in person.StationIds)
        {
            var mine = await notices.OfRecipientAsync(station, person.Id, clock.Today.AddDays(-DaysAround), clock.Today.AddDays(DaysAround), cancel);
            if (mine.Find(row => row.Notice.MessageId == messageId) is { } row) return await RecordAsync(row, failure, cancel);
            early |= mine.Exists(row => row.Notice.IsLeased(clock.Now));
        }
        return !early;
    }

    private async Task<bool> RecordAsync(NoticeRow row, NoticeFailure? failure, CancellationToken cancel)
    {
        var next = row.Notice.Report(failure);
        if (NoticeLifecycle.Allows(row.Notice, next)) await notices.RecordAsync(next.Key.Round, [row.Become(next)], cancel);
        return true;
    }
}
