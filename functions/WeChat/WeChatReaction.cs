namespace Serverless.WeChat;

/// <summary>What a caller of WeChat's API does about an answer.</summary>
public enum WeChatReaction
{
    /// <summary>It went well.</summary>
    None,

    /// <summary>Busy or not known: again a little later, each time later than before, and not for ever.</summary>
    RetryLater,

    /// <summary>The access token is no good: get another and call once more.</summary>
    RefreshToken,

    /// <summary>Too many this minute: again in the next one, and slower.</summary>
    WaitAMinute,

    /// <summary>The day's quota of this call is used up: again tomorrow, not before.</summary>
    StopUntilTomorrow,

    /// <summary>Too often to this one person: again in hours.</summary>
    DeferRecipient,

    /// <summary>WeChat has this message already: done.</summary>
    TreatAsDuplicate,

    /// <summary>Nobody of this account stands behind the openid, or the account is not followed any more: strike the address.</summary>
    DropRecipient,

    /// <summary>The person does not want it or may not get it: send nothing of this kind again until the person asks.</summary>
    Suppress,

    /// <summary>Outside the time in which this channel may write to the person: use another one.</summary>
    UseAnotherChannel,

    /// <summary>The message is wrong: the same again fails again.</summary>
    ContentBug,

    /// <summary>The account's settings or rights are wrong: stop and tell the people who run it.</summary>
    ConfigurationError,
}
