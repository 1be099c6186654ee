using Microsoft.Extensions.Configuration;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Settings <c>Opinions__*</c>.</summary>
/// <param name="MaxPerSenderPerHour">How many opinions one sender may hand in within an hour; 1 to 500, default 20.</param>
/// <param name="SenderPepper">The secret senders' keys are made with, at least 16 characters. Changing it makes every sender a new one.</param>
public sealed record OpinionOptions(int MaxPerSenderPerHour, string SenderPepper)
{
    public static OpinionOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Opinions");
        var most = section["MaxPerSenderPerHour"] ?? "20";
        if (!int.TryParse(most, out var max) || max is < 1 or > 500)
            throw new SettingException("Opinions__MaxPerSenderPerHour", "must be a number from 1 to 500");
        // Azure hands over the reference itself when it cannot resolve it: a pepper anyone can read.
        if (section["SenderPepper"] is not { Length: >= 16 } pepper || pepper.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal))
            throw new SettingException("Opinions__SenderPepper", "is missing, shorter than 16 characters or an unresolved Key Vault reference");
        return new OpinionOptions(max, pepper);
    }

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
