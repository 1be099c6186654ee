namespace Serverless.Notices;

/// <summary>What a channel said to a try: taken, refused for good, to be tried later, or hindered by our own configuration.</summary>
public abstract record ChannelAnswer
{
    private ChannelAnswer()
    {
    }

    /// <summary>The channel has it; whether it arrived is told later by a report on the number.</summary>
    /// <param name="MessageId">The channel's number of the message; null when it had the message already.</param>
    public sealed record Accepted(string? MessageId) : ChannelAnswer;

    /// <summary>The same message again would be refused again.</summary>
    public sealed record Refused(NoticeFailure Why) : ChannelAnswer;

    /// <summary>Not taken as far as is known, and worth another try, but not before the instant.</summary>
    public sealed record Later(NoticeFailure Why, DateTimeOffset NotBefore) : ChannelAnswer;

    /// <summary>Refused because of our own settings or the account's rights, whoever the message is to: to be tried again when they are mended.</summary>
    public sealed record Hindered(NoticeFailure Why) : ChannelAnswer;

    /// <summary>A planned notice after the try.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="now">When the channel said so.</param>
    /// <param name="end">When there is nothing to tell any more.</param>
    public Notice Apply(Notice notice, DateTimeOffset now, DateTimeOffset end) => this switch
    {
        Accepted accepted => notice.Accept(accepted.MessageId, now),
        Refused refused => notice.Refuse(refused.Why),
        Later later => NoticeRetry.Postpone(notice, later.Why, now, end, later.NotBefore),
        Hindered hindered => NoticeRetry.Park(notice, hindered.Why, now, end),
        _ => throw new InvalidOperationException("A channel's answer is one of four."),
    };
}
