using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Platform;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(null, 20)]
    [InlineData("", 20)]
    [InlineData("7", 7)]
    public void What_is_absent_or_empty_has_its_default(string? text, int number) => Assert.Equal(number, Read(An.Environment(("Opinions__Most", text))));

    [Theory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("1.5")]
    [InlineData("七")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/most)")]
    public void What_is_bad_is_named_and_not_repeated(string text)
    {
        var fault = Assert.Throws<SettingException>(() => Read(An.Environment(("Opinions__Most", text))));
        Assert.Equal("Opinions__Most", fault.Setting);
        Assert.StartsWith("Setting Opinions__Most ", fault.Message);
        Assert.DoesNotContain(text, fault.Message.Replace("1 to 500", ""));
    }

    [Fact]
    public void What_is_required_may_not_be_empty() =>
        Assert.Throws<SettingException>(() => An.Environment(("WeChat__AppSecret", "")).Required("WeChat__AppSecret", "", _ => true, "a secret"));

    [Fact]
    public void What_is_optional_is_null_when_it_is_absent_or_empty()
    {
        Assert.Null(An.Environment().Optional("WeChat__Key", "", _ => false, "a key"));
        Assert.Null(An.Environment(("WeChat__Key", "")).Optional("WeChat__Key", "", _ => false, "a key"));
        Assert.Throws<SettingException>(() => An.Environment(("WeChat__Key", "x")).Optional("WeChat__Key", "", _ => false, "a key"));
    }

    [Theory]
    [InlineData("Opinions__Mots")]
    [InlineData("opinions__mots")]
    [InlineData("Opinions:Mots")]
    [InlineData("Opinions__Most__Deeper")]
    public void An_unknown_setting_of_a_known_section_is_named_with_the_nearest_known(string name)
    {
        var fault = Assert.Throws<SettingException>(() => Settled((name, "a-secret")));
        Assert.Equal(name.Replace(":", "__"), fault.Setting, ignoreCase: true);
        Assert.EndsWith("the nearest that is: Opinions__Most.", fault.Message);
        Assert.DoesNotContain("a-secret", fault.Message);
    }

    [Theory]
    [InlineData("OPINIONS__MOST")]
    [InlineData("Opinions:Most")]
    [InlineData("Opinions")]
    [InlineData("OpinionsMost")]
    [InlineData("AzureWebJobsStorage__accountName")]
    [InlineData("AzureWebJobsFeatureFlags")]
    [InlineData("Somebody__Elses")]
    public void Known_names_in_any_letters_and_other_programs_settings_pass(string name) => Assert.Null(Record.Exception(() => Settled((name, "1"))));

    private static int Read(Settings settings) => settings.Number("Opinions__Most", 20, 1, 500, "how many");

    private static void Settled(params (string Name, string? Value)[] environment)
    {
        var settings = An.Environment(environment);
        Read(settings);
        settings.Optional("WeChat__Templates__Reception", "a template", _ => true, "a template");
        settings.Optional("AzureWebJobsStorage__tableServiceUri", "an address", _ => true, "an address");
        settings.RefuseUnknown();
    }
}
