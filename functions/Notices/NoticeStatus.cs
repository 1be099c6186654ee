namespace Serverless.Notices;

/// <summary>How far a notice has come, in WeChat's sense of the words.</summary>
public enum NoticeStatus
{
    /// <summary>It is to be sent, now or at its <see cref="Notice.NextAt"/>.</summary>
    Planned,

    /// <summary>The channel has accepted it.</summary>
    Sent,

    /// <summary>The channel has reported that it arrived.</summary>
    Delivered,

    /// <summary>The channel said no for good, or reported that it did not arrive.</summary>
    Failed,

    /// <summary>We gave up: the tries or the time ran out.</summary>
    Dead,
}
