using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>A missing or bad setting stops the start with one sentence that names it and does not repeat it.</summary>
public sealed class SettingStories
{
    private const string Secret = "not-to-be-printed";

    public static TheoryData<string, string> Bad() => new()
    {
        { "WeChat__AppId", "" }, { "WeChat__AppId", $"{Secret}!" },
        { "WeChat__AppSecret", "" }, { "WeChat__AppSecret", $"@Microsoft.KeyVault(SecretUri={Secret})" },
        { "WeChat__Token", "" }, { "WeChat__Token", Secret },
        { "WeChat__EncodingAESKey", "" }, { "WeChat__EncodingAESKey", Secret },
        { "WeChat__PreviousEncodingAESKey", Secret },
        { "WeChat__Mode", Secret },
        { "WeChat__ApiBaseUrl", $"http://{Secret}.example" },
        { "WeChat__DefaultStation", Secret },
        { "WeChat__ReplayWindowSeconds", "0" }, { "WeChat__ReplayWindowSeconds", Secret },
        { "WeChat__Templates__Birthday", Secret },
        { "Opinions__MaxPerSenderPerHour", "0" }, { "Opinions__MaxPerSenderPerHour", Secret },
        { "Opinions__SenderPepper", "" }, { "Opinions__SenderPepper", "short-secret" },
        { "Reception__Months", "13" }, { "Reception__Months", Secret },
        { "Reception__Day", Secret }, { "Reception__Start", Secret }, { "Reception__End", Secret }, { "Reception__Shift", Secret },
        { "Reminders__Offsets", "1" }, { "Reminders__Offsets", Secret }, { "Reminders__SpreadMinutes", Secret },
        { "Statistics__FreezeDay", Secret },
        { "Access__PlatformSignIn", Secret },
        { "Http__AllowedOrigins", "*" }, { "Http__AllowedOrigins", "https://desk.example.cn/short-secret" }, { "Http__AllowedOrigins", Secret },
        { "Opinions__MaxPerSenderPerHuor", Secret },
    };

    [Fact]
    public async Task Each_stops_the_start()
    {
        var storage = await AzuriteFixture.ConnectionStringAsync();
        var rows = Bad().Select(row => row.Data).ToList();
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (row, _) =>
        {
            var (name, value) = row;
            var data = Directory.CreateTempSubdirectory("settings-").FullName;
            var (code, lines) = await LocalHostProcess.RunAsync(["--storage", storage, "--data", data, "--empty", "--port", "0"], new Dictionary<string, string> { [name] = value });
            var isTold = lines is [var sentence] && sentence.Contains(name) && (value.Length == 0 || !sentence.Contains(Secret) && !sentence.Contains("short-secret"));
            if (code == 0 || !isTold) faults.Add($"{name}='{value}' ended with {code}: {string.Join(" / ", lines)}");
        });
        Assert.Empty(faults);
    }
}
