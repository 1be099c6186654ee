using Serverless.Access;

namespace Serverless.Notices;

/// <summary>Where the channels' delivery reports end up.</summary>
public sealed class DeliveryReportHandler(NoticeTable notices)
{
    /// <summary>A report can overtake the note of the number it is about, by the length of a round; after that nobody is told to wait.</summary>
    public static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Records that a sent notice has arrived or has not. Repeated reports and those about messages that are no notices change
    /// nothing. Storage calls: 3 for a notice sent on the same day, 2 for an unknown number.
    /// </summary>
    /// <param name="call">Who hands it over.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancel">Stops between storage calls.</param>
    /// <returns>False when the report came before what it reports on was recorded: the channel is to send it again.</returns>
    public async Task<bool> TakeAsync(Call call, DeliveryReport report, CancellationToken cancel)
    {
        if (await notices.FindByNumberAsync(report.Channel, report.MessageId, call.Today, cancel) is not { } found)
            return call.Now - report.At > LongestRound;
        if (found.Value.IsOpen) return false;
        var next = found.Value.Report(report.Failure);
        if (NoticeLifecycle.Allows(found.Value, next)) await notices.RecordAsync(next.Round, [found with { Value = next }], cancel);
        return true;
    }
}
