namespace Serverless.Opinions;

/// <summary>An arrived opinion that is not yet in its sender's list.</summary>
public sealed record PendingOpinion(string Code, string Number, string SenderKey, DateTimeOffset ReceivedAt);
