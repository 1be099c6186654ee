using System.Text.Json;
using Serverless.Local;
using Serverless.Tests.Deployable.Rpc;

namespace Serverless.Tests.Deployable;

/// <summary>What is published holds what the real host reads of it.</summary>
[Collection(nameof(DeployableScene))]
public sealed class PackageStories(DeployableScene scene)
{
    [Fact]
    public void Every_function_the_worker_tells_of_loads()
    {
        Assert.NotEmpty(scene.Host.Functions);
        Assert.All(scene.Host.Functions, one =>
            Assert.True(one.Loaded.Status == StatusResult.Types.Status.Success, $"{one.Function}: {one.Loaded.Exception?.Message}"));
    }

    [Fact]
    public void The_worker_tells_of_the_functions_in_functions_metadata_and_those_are_the_local_hosts()
    {
        var local = Lines(new FunctionCatalog(FunctionCatalog.ClassesOf(typeof(ServerlessSetup).Assembly), _ => null).All.Select(Line));
        Assert.Equal(local, Lines(WorkerFunction.Read(scene.Published.PathOf("functions.metadata")).Select(function => $"{function}")));
        Assert.Equal(local, Lines(scene.Host.Functions.Select(one => $"{one.Function}")));
    }

    [Fact]
    public void The_hosts_rules_are_those_of_the_source_and_nobodys_local_settings_are_in_it()
    {
        Assert.Equal(File.ReadAllText(Path.Combine(PublishedFunctions.Sources, "host.json")), File.ReadAllText(scene.Published.PathOf("host.json")));
        Assert.False(File.Exists(scene.Published.PathOf("local.settings.json")));
    }

    [Fact]
    public void The_real_host_finds_its_extension_for_queues()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(scene.Published.PathOf("extensions.json")));
        var extensions = json.RootElement.GetProperty("extensions").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("hintPath").GetString()!);
        Assert.Contains("AzureStorageQueues", extensions.Keys);
        Assert.All(extensions.Values, path => Assert.True(File.Exists(scene.Published.PathOf(path)), path));
    }

    private static string[] Lines(IEnumerable<string> functions) => [.. functions.Order(StringComparer.Ordinal)];

    private static string Line(FunctionEntry function) => function.Trigger switch
    {
        HttpTrigger http => $"{function.Name} http {http.Level} {string.Join(',', http.Methods.Order())} {http.Route ?? function.Name}",
        TimerTrigger timer => $"{function.Name} timer {timer.Schedule}",
        QueueTrigger queue => $"{function.Name} queue {queue.Queue}",
        var other => $"{function.Name} {other.GetType().Name}",
    };
}
