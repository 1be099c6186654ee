using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Settings <c>Opinions__*</c>.</summary>
/// <param name="MaxPerSenderPerHour">How many opinions one sender may hand in within an hour; 1 to 500, default 20.</param>
/// <param name="SenderPepper">The secret senders' keys are made with, at least 16 characters. Changing it makes every sender a new one.</param>
public sealed record OpinionOptions(int MaxPerSenderPerHour, string SenderPepper)
{
    public static OpinionOptions From(Settings settings) => new(
        settings.Number("Opinions__MaxPerSenderPerHour", 20, 1, 500, "how many opinions one sender may hand in within an hour, 1 to 500"),
        settings.Required(
            "Opinions__SenderPepper", "the secret senders' keys are made with, 16 characters or more; changing it makes every sender a new one",
            text => text.Length >= 16, "16 characters or more"));

    /// <summary>The key of a WeChat user of an account.</summary>
    public string KeyOfOpenId(string account, string openId) => ContentHash.Secret(SenderPepper, "wechat", account, openId);

    /// <summary>The key of a citizen as a calling program knows them: two programs' equal ids are two people.</summary>
    public string KeyOfSender(string caller, string senderId) => ContentHash.Secret(SenderPepper, "sender", caller, senderId);

    /// <summary>
    /// The key of somebody staff wrote down, by telephone in whatever spelling; null without one, since a name such as 匿名
    /// tells nobody from anybody.
    /// </summary>
    public string? KeyOfPhone(string? phone) => phone is null ? null : ContentHash.Secret(SenderPepper, "phone", Digits(phone));

    /// <summary>The key of what a message is, which its number is made from: who knows the message cannot compute the number.</summary>
    public string KeyOfSource(string source) => ContentHash.Secret(SenderPepper, "source", source);

    // +86 138-0000-0000, 0086 13800000000 and 13800000000 are one telephone.
    private static string Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit)).TrimStart('0');
        return digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..].TrimStart('0') : digits;
    }
}
