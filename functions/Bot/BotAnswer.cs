namespace Serverless.Bot;

/// <summary>What WeChat hears of a push.</summary>
/// <param name="Text">What the citizen reads; null when nothing is said.</param>
/// <param name="IsDone">False when the push is not to be acknowledged, so that WeChat sends it again.</param>
public sealed record BotAnswer(string? Text, bool IsDone = true)
{
    public static readonly BotAnswer Silence = new(Text: null);

    public static readonly BotAnswer NotYet = new(Text: null, IsDone: false);
}
