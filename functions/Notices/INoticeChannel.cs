namespace Serverless.Notices;

/// <summary>A way notices take to people: knows the channel's forms and addresses, and what its answers mean.</summary>
public interface INoticeChannel
{
    /// <summary>Which one it is.</summary>
    NoticeChannel Name { get; }

    /// <summary>True when the channel is set up for notices of the kind, such as <c>Reception</c>.</summary>
    bool Knows(string template);

    /// <summary>Asks the channel to take one message; safe to repeat with the same <see cref="NoticeMessage.RepeatKey"/>.</summary>
    /// <exception cref="OperationCanceledException">Nobody knows whether it went out.</exception>
    Task<ChannelAnswer> SendAsync(NoticeMessage message, CancellationToken cancel);
}

/// <summary>What a channel is asked to bring to one person.</summary>
/// <param name="Address">The person at the channel, such as an openid. Never logged.</param>
/// <param name="Template">The kind of notice, such as <c>Reception</c>.</param>
/// <param name="RepeatKey">The same for every try of one notice.</param>
/// <param name="Values">What it says, by the template's keys.</param>
public sealed record NoticeMessage(string Address, string Template, string RepeatKey, IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>Says neither to whom nor what.</summary>
    public override string ToString() => $"{nameof(NoticeMessage)} {Template} {RepeatKey}";
}
