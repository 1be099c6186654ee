using Serverless.Local;
using Serverless.Tests.Unit.House;

namespace Serverless.Tests.Host;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Without_options_the_host_serves_on_7071_with_its_own_store_and_the_demo()
    {
        var settings = HostArguments.Parse([]);
        Assert.Equal((7071, null, null, "local", false, false), (settings.Port, settings.Storage, settings.Now, settings.Key, settings.Empty, settings.Verbose));
    }

    [Fact]
    public void Every_option_reaches_its_setting()
    {
        var settings = HostArguments.Parse(
            ["--port", "0", "--storage", "UseDevelopmentStorage=true", "--now", "2026-12-19T07:59:50+08:00", "--key", "k", "--empty", "--data", "there", "--verbose"]);
        Assert.Equal((0, "UseDevelopmentStorage=true", "k", true, true), (settings.Port, settings.Storage, settings.Key, settings.Empty, settings.Verbose));
        Assert.Equal(new DateTimeOffset(2026, 12, 18, 23, 59, 50, TimeSpan.Zero), settings.Now);
        Assert.Equal(Path.GetFullPath("there"), settings.DataFolder);
    }

    [Theory]
    [InlineData("2026-12-19T23:59:50Z")]
    [InlineData("2026-12-20T07:59:50+08:00")]
    [InlineData("2026-12-19T15:59:50-08:00")]
    public void The_clock_takes_any_offset(string now) =>
        Assert.Equal(new DateTimeOffset(2026, 12, 19, 23, 59, 50, TimeSpan.Zero), HostArguments.Parse(["--now", now]).Now);

    [Theory]
    [InlineData("There is no option --prot.", "--prot", "1")]
    [InlineData("There is no option 7071.", "7071")]
    [InlineData("The option --port needs a value.", "--port")]
    [InlineData("The option --key needs a value.", "--key", "--empty")]
    [InlineData("The option --key needs a value.", "--key", "")]
    [InlineData("The option --port takes a number from 0", "--port", "65536")]
    [InlineData("The option --port takes a number from 0", "--port", "-1")]
    [InlineData("The option --port takes a number from 0", "--port", "http")]
    [InlineData("The option --now takes an instant with offset", "--now", "2026-12-19T07:59:50")]
    [InlineData("The option --now takes an instant with offset", "--now", "2026-12-19")]
    [InlineData("The option --now takes an instant with offset", "--now", "tomorrow+08:00")]
    [InlineData("The option --empty is given twice.", "--empty", "--empty")]
    public void A_wrong_option_is_one_sentence(string sentence, params string[] arguments) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(() => HostArguments.Parse(arguments)).Message);

    [Fact]
    public void README_lists_every_option_as_the_help_does() => Assert.Equal(
        HostArguments.Options.Select(option => $"| `{option.Form}` | {option.Meaning} |"),
        Repository.Read("README.md").Split('\n').Where(line => line.StartsWith("| `--")));

    [Fact]
    public void The_sentence_about_an_unknown_option_names_those_there_are() =>
        Assert.All(HostArguments.Options, option => Assert.Contains(option.Form, Assert.Throws<ArgumentException>(() => HostArguments.Parse(["--prot"])).Message));
}
