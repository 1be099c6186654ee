namespace Serverless.Opinions;

/// <summary>Where an opinion stands in its life (contract 4, domain 2.1).</summary>
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
