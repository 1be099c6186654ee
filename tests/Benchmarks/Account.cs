using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Benchmarks;

/// <summary>The official account the pushes belong to.</summary>
internal static class Account
{
    public static readonly WeChatOptions Options = new()
    {
        AppId = "wxb11529c136998cb6",
        AppSecret = "benchmark-app-secret",
        Token = "benchmarktoken",
        EncodingAESKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        DefaultStation = An.Id("na001"),
    };

    /// <summary>The same as environment variables. The window is wide because the pushes are made before they are sent.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["WeChat__AppId"] = Options.AppId,
        ["WeChat__AppSecret"] = Options.AppSecret,
        ["WeChat__Token"] = Options.Token,
        ["WeChat__EncodingAESKey"] = Options.EncodingAESKey!,
        ["WeChat__Mode"] = WeChatOptions.Secure,
        ["WeChat__DefaultStation"] = "na001",
        ["WeChat__Templates__Reception"] = "template-reception",
        ["WeChat__ReplayWindowSeconds"] = "86400",
        ["Opinions__MaxPerSenderPerHour"] = "500",
        ["Opinions__SenderPepper"] = "pepper-of-the-benchmarks",
    };

    /// <summary>The same as the local host's app settings in this process.</summary>
    public static Dictionary<string, string?> AppSettings => Settings.ToDictionary(pair => pair.Key.Replace("__", ":"), pair => (string?)pair.Value);
}
