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

    /// <summary>The key of somebody staff wrote down: by telephone where there is one, else by name within the station; null when neither is known.</summary>
    public string? KeyOfPerson(string stationId, string? name, string? phone) => (name, phone) switch
    {
        (_, { } number) => ContentHash.Secret(SenderPepper, "phone", number),
        ({ } named, _) => ContentHash.Secret(SenderPepper, "name", stationId, named),
        _ => null,
    };
}
