using System.Collections.Immutable;

namespace Serverless.Local.WeChat;

/// <summary>Who said a line on a phone's screen.</summary>
public enum Speaker
{
    /// <summary>Whoever holds the phone.</summary>
    Owner,

    /// <summary>The official account, in a passive reply.</summary>
    Account,

    /// <summary>The official account, by a template message.</summary>
    Notice,

    /// <summary>WeChat itself, in grey.</summary>
    WeChat,
}

/// <summary>A line on a phone's screen.</summary>
/// <param name="At">When it came.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="Text">What; a template message's values stand below each other.</param>
public sealed record PhoneLine(DateTimeOffset At, Speaker Speaker, string Text);

/// <summary>A made-up WeChat user's phone.</summary>
/// <param name="OpenId">Who they are to the account: letters, digits, hyphens and underscores.</param>
/// <param name="Name">What the desk calls them; null for one that only gets messages.</param>
/// <param name="Follows">True when they follow the account.</param>
/// <param name="Lines">What stands on the screen, oldest first.</param>
public sealed record Phone(string OpenId, string? Name, bool Follows, ImmutableList<PhoneLine> Lines);
