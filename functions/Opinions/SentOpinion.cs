namespace Serverless.Opinions;

/// <summary>A line of a sender's own list.</summary>
/// <param name="Source">Identifies the message: the receipt number, which is made from it.</param>
public sealed record SentOpinion(string Source, DateTimeOffset At);
