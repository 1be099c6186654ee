using Serverless.Platform;
namespace Serverless.Opinions;

/// <summary>An arrived opinion that is not yet in its sender's list.</summary>
/// <param name="Number">Its receipt number, which tells its station too.</param>
/// <param name="SenderKey">The sender's key.</param>
/// <param name="Ticks">When it came, in UTC ticks: hints go through JSON, which writes instants to the second.</param>
public sealed record PendingOpinion(string Number, string SenderKey, long Ticks)
{
    /// <summary>What is pending of an opinion; null when its sender is not known.</summary>
    public static PendingOpinion? Of(Opinion opinion) =>
        opinion.SenderKey is { } sender ? new(opinion.Number, sender, opinion.ReceivedAt.UtcTicks) : null;

    /// <summary>The number's parts.</summary>
    public OpinionNumber Parsed() =>
        OpinionNumber.TryParse(Number, out var number) ? number : throw new FormatException("A pending opinion has no number.");

    /// <summary>The line of the sender's list.</summary>
    public SentOpinion ToSent() => new(Number, new DateTimeOffset(Ticks, TimeSpan.Zero));
}
