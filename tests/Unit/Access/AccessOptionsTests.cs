using Microsoft.Extensions.Configuration;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Access;

public sealed class AccessOptionsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void The_platforms_sign_in_counts_where_the_setting_is_true(string? setting, bool counts) =>
        Assert.Equal(counts, Read(("Access:PlatformSignIn", setting)).PlatformSignIn);

    [Theory]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData(" true")]
    public void Any_other_word_stops_the_start_by_its_name(string setting) =>
        Assert.Equal("Access__PlatformSignIn", Assert.Throws<SettingException>(() => Read(("Access:PlatformSignIn", setting))).Setting);

    [Fact]
    public void A_key_that_the_vault_did_not_give_is_none() =>
        Assert.Equal("Access__BootstrapKey", Assert.Throws<SettingException>(() => Read(("Access:BootstrapKey", "@Microsoft.KeyVault(SecretUri=x)"))).Setting);

    [Fact]
    public void An_empty_bootstrap_key_lets_nobody_in() => Assert.Null(Read(("Access:BootstrapKey", "")).BootstrapKey);

    private static AccessOptions Read(params (string Name, string? Value)[] settings) =>
        AccessOptions.From(new Settings(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => one.Value)).Build()));
}
