namespace Serverless.Tests.Deployable;

/// <summary>A setting that is missing ends the worker before it reaches the host, and the host's log says which.</summary>
[Collection(nameof(DeployableScene))]
public sealed class StartStories(DeployableScene scene)
{
    [Theory]
    [InlineData("WeChat__Token")]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("Opinions__SenderPepper")]
    public async Task A_missing_setting_ends_the_worker_with_a_sentence_that_names_it(string setting)
    {
        var settings = new Dictionary<string, string?>(scene.Settings) { [setting] = null };
        // Port 9 is discard: nothing answers there.
        await using var worker = WorkerHost.Begin(scene.Published.Folder, settings, new Uri("http://127.0.0.1:9"), "nobody");
        Assert.NotEqual(0, await worker.EndAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains($"Setting {setting} ", worker.Output);
    }
}
