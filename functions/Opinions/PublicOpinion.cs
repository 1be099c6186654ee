using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// What anyone who holds the number may see: how far the handling has come, and nothing a person wrote, because a
/// text may name people (PIPL art. 25: no publishing without separate consent).
/// </summary>
public sealed record PublicOpinion(
    OpinionNumber Number, StationId StationId, OpinionStatus Status, string StatusText, DateTimeOffset ReceivedAt, DateOnly DueOn, DateTimeOffset? EndedAt, OpinionNumber? MergedInto, FollowedOpinion? Follows)
{
    public static PublicOpinion Of(Opinion opinion, Opinion? root = null) => new(
        opinion.Number, opinion.StationId, opinion.Status, OpinionWords.Of(opinion.Status), opinion.ReceivedAt, opinion.DueOn, opinion.EndedAt,
        opinion.Status == OpinionStatus.Merged ? opinion.MergedInto : null, root is null ? null : FollowedOpinion.Of(root) with { Reply = null });
}
