using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>
/// What merging (合并) means for the opinions merged: the one they go on in knows those that follow it, and who ends theirs
/// ends nobody else's.
/// </summary>
public static class OpinionMerging
{
    /// <summary>The most opinions that go on in one; their numbers are a part of its row.</summary>
    public const int Most = 1000;

    /// <summary>The target with one more follower, and with those that follow it.</summary>
    public static Opinion Joined(Opinion target, Opinion merged) => target with { Followers = [.. target.Followers, merged.Number, .. merged.Followers] };

    /// <summary>All that it goes on in, near and far, without it and those that follow it.</summary>
    public static IEnumerable<OpinionChange> Left(IEnumerable<Opinion> path, Opinion merged) => Without(path, [merged.Number, .. merged.Followers]);

    /// <summary>All that it goes on in without it, whose sender has ended it; those that follow it stay.</summary>
    public static IEnumerable<OpinionChange> Ended(IEnumerable<Opinion> path, Opinion merged) => Without(path, [merged.Number]);

    /// <summary>
    /// The follower in which the others go on when the sender of what they followed takes it back: as far as that was, with
    /// the answer it had.
    /// </summary>
    public static OpinionChange Inherited(Opinion heir, Opinion withdrawn, DateTimeOffset now)
    {
        var after = heir.Next(
            heir with { MergedInto = null, Reply = withdrawn.Reply, IsRead = withdrawn.IsRead, Followers = [.. withdrawn.Followers.Where(number => number != heir.Number)] }, withdrawn.Status, now);
        return new(after, new JournalEntry
        {
            Number = heir.Number, At = after.ChangedAt, Action = "takeOver", From = heir.Status, To = after.Status, Actor = Access.Caller.Service.Name, Note = withdrawn.Number.ToString(),
        });
    }

    private static IEnumerable<OpinionChange> Without(IEnumerable<Opinion> path, HashSet<OpinionNumber> gone) =>
        path.Where(one => one.Followers.Any(gone.Contains)).Select(one => new OpinionChange(one with { Followers = [.. one.Followers.Where(number => !gone.Contains(number))] }));
}
