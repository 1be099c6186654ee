namespace Serverless.Opinions;

/// <summary>Where an opinion stands in its life.</summary>
public enum OpinionStatus
{
    Received,
    Merged,
    Rejected,
    Answered,
    Accepted,
    Compiled,
    Assigned,
    ReturnRequested,
    InProgress,
    Replied,
    Rated,
    Closed,
    Withdrawn,
    Escalated,
}
