namespace Serverless.Notices;

/// <summary>How far a notice has come, without whom it went to.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Sent">True when the channel has ever accepted it.</param>
public sealed record NoticeOutcome(NoticeStatus Status, bool Sent);
