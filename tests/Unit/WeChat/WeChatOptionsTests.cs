using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatOptionsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["WeChat__AppId"] = "wxb11529c136998cb6",
        ["WeChat__AppSecret"] = "local-app-secret",
        ["WeChat__Token"] = "localtoken",
        ["WeChat__EncodingAESKey"] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        ["WeChat__DefaultStation"] = "na001",
        ["WeChat__Templates__Reception"] = "template-1",
    };

    [Fact]
    public void What_is_absent_has_its_default()
    {
        var options = Read();
        Assert.Equal((WeChatOptions.Secure, "https://api.weixin.qq.com", 300, null), (options.Mode, options.ApiBaseUrl, options.ReplayWindowSeconds, options.PreviousEncodingAESKey));
        Assert.Equal("template-1", options.Templates["Reception"]);
        Assert.False(options.Templates.ContainsKey("Meeting"));
    }

    [Theory]
    [InlineData("AppId", null)]
    [InlineData("AppId", "")]
    [InlineData("AppId", "wx/../x")]
    [InlineData("AppSecret", null)]
    [InlineData("AppSecret", "")]
    [InlineData("Token", null)]
    [InlineData("Token", "ab")]
    [InlineData("Token", "to-ken")]
    [InlineData("Token", "令牌令牌")]
    [InlineData("Token", "abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("EncodingAESKey", null)]
    [InlineData("EncodingAESKey", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF")]
    [InlineData("EncodingAESKey", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH")]
    [InlineData("EncodingAESKey", "abcdefghijklmnopqrstuvwxyz0123456789ABCDE=G")]
    [InlineData("PreviousEncodingAESKey", "short")]
    [InlineData("Mode", "Secure")]
    [InlineData("Mode", "none")]
    [InlineData("ApiBaseUrl", "api.weixin.qq.com")]
    [InlineData("ApiBaseUrl", "http://api.weixin.qq.com")]
    [InlineData("ApiBaseUrl", "https://user:word@api.weixin.qq.com")]
    [InlineData("ApiBaseUrl", "https://api.weixin.qq.com/cgi-bin")]
    [InlineData("ApiBaseUrl", "file:///etc/passwd")]
    [InlineData("DefaultStation", "NA001")]
    [InlineData("DefaultStation", "n")]
    [InlineData("ReplayWindowSeconds", "0")]
    [InlineData("ReplayWindowSeconds", "-5")]
    [InlineData("ReplayWindowSeconds", "86401")]
    [InlineData("ReplayWindowSeconds", "five")]
    public void A_bad_setting_stops_the_start_with_a_sentence_that_names_it_and_not_its_value(string name, string? value)
    {
        var fault = Assert.Throws<SettingException>(() => Read((name, value)));
        Assert.Equal($"WeChat__{name}", fault.Setting);
        Assert.Contains($"WeChat__{name} ", fault.Message);
        if (value?.Length > 6) Assert.DoesNotContain(value, fault.Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost:5000/")]
    [InlineData("https://wechat-proxy.example.gov.cn")]
    public void A_fake_of_this_machine_or_a_proxy_may_stand_for_the_API(string address) => Assert.Equal(address, Read(("ApiBaseUrl", address)).ApiBaseUrl);

    [Fact]
    public void A_plain_account_needs_no_key() => Assert.Null(Read(("Mode", "plain"), ("EncodingAESKey", null)).EncodingAESKey);

    [Fact]
    public void Settings_print_no_secret()
    {
        var text = Read(("PreviousEncodingAESKey", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C")).ToString();
        Assert.All(["local-app-secret", "localtoken", "abcdefghijkl", "jWmYm7qr5"], secret => Assert.DoesNotContain(secret, text));
    }

    [Fact]
    public async Task The_front_door_opens_on_good_settings()
    {
        await using var services = new ServiceCollection().AddWeChat(Environment()).BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<WeChatGate>());
        Assert.Same(services.GetRequiredService<WeChatTemplateClient>(), services.GetRequiredService<WeChatTemplateClient>());
    }

    private static WeChatOptions Read(params ReadOnlySpan<(string Name, string? Value)> changes) => WeChatOptions.From(Environment(changes));

    private static Settings Environment(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var settings = new Dictionary<string, string?>(Good);
        foreach (var (name, value) in changes) settings[$"WeChat__{name}"] = value;
        return An.Environment(settings.Select(setting => (setting.Key, setting.Value)));
    }
}
