using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>What the README tells a newcomer to type works as it is written, in the demo district.</summary>
public sealed partial class ReadmeStories
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_examples_run_as_they_stand()
    {
        if (!HasCurl()) Assert.Skip("curl is not on the path: install it to try the README's examples.");
        await using var store = await StoryStore.OpenAsync();
        await using var host = await LocalHostProcess.StartAsync(["--storage", store.Azurite.ConnectionString, "--data", store.DataFolder, "--now", "2026-11-22T10:21:00+08:00"]);
        var examples = Examples(await File.ReadAllTextAsync(Path.Combine(Npm.Folder, "..", "..", "..", "README.md"), Cancel));
        Assert.Equal(7, examples.Count);

        await Eventually.TrueAsync(() => host.Lines.Any(line => line.Contains("curl ")), "the host to say what to try next");
        var hint = Commands().Match(host.Lines.Single(line => line.Contains("curl "))).Value;
        Assert.Equal("received", (string?)JsonNode.Parse(await RunAsync(hint, host, ""))!["status"]);

        var opinion = JsonNode.Parse(await RunAsync(examples[0], host, ""))!;
        var number = (string)opinion["number"]!;
        Assert.Equal(("na017", "received"), ((string?)opinion["stationId"], (string?)opinion["status"]));
        Assert.Equal(opinion.ToJsonString(), JsonNode.Parse(await RunAsync(examples[1], host, number))!.ToJsonString());
        Assert.Equal("received", (string?)JsonNode.Parse(await RunAsync(examples[2], host, number))!["status"]);
        Assert.Equal("answered", (string?)JsonNode.Parse(await RunAsync(examples[3], host, number))!["status"]);
        await Eventually.TrueAsync(async () => JsonNode.Parse(await RunAsync(examples[4], host, number))!["opinions"] is not null, "the station's quarter to be counted", 90);
        await RunAsync(examples[5], host, number);
        await Eventually.TrueAsync(() => host.Lines.Any(line => line.Contains("RemindStations") && line.EndsWith("ok")), "the timer's run");
        Assert.NotNull(JsonNode.Parse(await RunAsync(examples[6], host, number))!["items"]);
    }

    /// <summary>The curl commands of "Try it", in order: all in blocks.</summary>
    private static List<string> Examples(string readme)
    {
        var section = readme[readme.IndexOf("## Try it", StringComparison.Ordinal)..readme.IndexOf("## Rules", StringComparison.Ordinal)];
        return [.. Commands().Matches(section.Replace("\\\n", " ")).Select(match => match.Value)];
    }

    private static async Task<string> RunAsync(string command, LocalHostProcess host, string number)
    {
        var typed = command.Replace("http://localhost:7071", host.BaseAddress.AbsoluteUri.TrimEnd('/')).Replace("NUMBER", number);
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", typed]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(Cancel);
        await shell.WaitForExitAsync(Cancel);
        return shell.ExitCode == 0 ? output : throw new InvalidOperationException($"'{typed}' ended with {shell.ExitCode}: {output}");
    }

    private static bool HasCurl() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "curl")));

    [GeneratedRegex("curl [^\n`]+")]
    private static partial Regex Commands();
}
