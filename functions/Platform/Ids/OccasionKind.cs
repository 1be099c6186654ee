namespace Serverless.Platform;

/// <summary>
/// What representatives come together for: reception day (民情接待日), gathering (代表集中活动), forum (座谈会), feedback meeting
/// (反馈会).
/// </summary>
public enum OccasionKind
{
    Reception,
    Gathering,
    Forum,
    Feedback,
}
