using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Serverless.Local;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Host;

public sealed class ProcessTests : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("host-data-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_product_runs_says_where_and_ends_with_0_when_it_is_asked_to()
    {
        await using var host = await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty"]);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        Assert.Equal("""{"status":"ok"}""", await http.GetStringAsync("api/health?code=not-printed", Cancel));
        Assert.Equal(0, await host.StopAsync());
        Assert.Single(host.Lines, line => line == $"Ready on {host.BaseAddress.AbsoluteUri.TrimEnd('/')}");
        Assert.All(["docs", "phones"], page => Assert.Contains(host.Lines, line => line.EndsWith($"  {host.BaseAddress}{page}")));
        Assert.Contains(host.Lines, line => line.Contains("Health") && line.Contains("/api/health"));
        Assert.DoesNotContain(host.Lines, line => line.Contains("not-printed") || line.Contains("AccountKey"));
    }

    [Fact]
    public async Task The_clock_starts_where_it_is_told_and_the_key_is_the_given_one()
    {
        await using var host = await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty", "--now", "2026-12-19T23:59:50Z", "--key", "another"]);
        Assert.Contains(host.Lines, line => line.Contains("clock 2026-12-20 07:59:5"));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        Assert.Equal(401, (int)(await http.GetAsync("admin/host/status?code=local", Cancel)).StatusCode);
        Assert.Equal(200, (int)(await http.GetAsync("admin/host/status?code=another", Cancel)).StatusCode);
        using var run = await http.PostAsync("admin/functions/NoSuchFunction?code=another", new StringContent("""{"input":""}""", Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(404, (int)run.StatusCode);
    }

    [Fact]
    public async Task A_callers_key_is_known_to_the_host_and_is_not_the_master_key()
    {
        await using var host = await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty"]);
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var put = await http.PutAsync($"api/callers/{AzuriteFixture.UniqueName()}?code=local", new StringContent("""{"roles":["administrator"],"scope":"district"}""", Encoding.UTF8, "application/json"), Cancel);
        var key = (string?)JsonNode.Parse(await put.Content.ReadAsStringAsync(Cancel))!["key"];
        Assert.Equal(200, (int)(await http.GetAsync($"api/stations?code={key}", Cancel)).StatusCode);
        Assert.Equal(403, (int)(await http.GetAsync($"admin/host/status?code={key}", Cancel)).StatusCode);
        Assert.Equal(401, (int)(await http.GetAsync($"admin/host/status?code={key}x", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_killed_host_starts_again_on_what_is_there()
    {
        string[] options = [.. await StoreAsync(), "--empty"];
        await using (var first = await LocalHostProcess.StartAsync(options)) first.Kill();
        await using var second = await LocalHostProcess.StartAsync(options);
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task Help_is_printed_and_nothing_is_started()
    {
        var (code, lines) = await LocalHostProcess.RunAsync("--port", "0", "--help");
        Assert.Equal(0, code);
        Assert.All(HostArguments.Options, option => Assert.Contains(lines, line => line.StartsWith($"  {option.Form} ") && line.EndsWith(option.Meaning)));
        Assert.All(HostHelp.Differences, difference => Assert.Contains(lines, line => line == $"  {difference}"));
        Assert.DoesNotContain(lines, line => line.StartsWith("Ready"));
    }

    [Fact]
    public async Task A_second_host_on_a_data_folder_is_refused_with_one_sentence_and_a_dead_one_holds_it_no_more()
    {
        await using var first = await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty"]);
        var (code, lines) = await LocalHostProcess.RunAsync([.. await StoreAsync(), "--empty", "--port", "0"]);
        Assert.Equal(1, code);
        Assert.Equal($"Another host works in {data.FullName}: end it first, or give this one a folder of its own with --data.", Assert.Single(lines));
        first.Kill();
        await using var next = await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty"]);
        Assert.Equal(0, await next.StopAsync());
    }

    [Theory]
    [InlineData(LocalHostProcess.Interrupt)]
    [InlineData(LocalHostProcess.Terminate)]
    public async Task A_signal_to_all_of_a_terminals_processes_ends_the_host_first_and_then_its_emulator_within_5_seconds(int signal)
    {
        if (!LocalHostProcess.CanLead) Assert.Skip("setsid is not on the path: install util-linux to send a signal to a group of processes.");
        string[] options = ["--empty", "--data", data.FullName];
        await using (var host = await LocalHostProcess.StartAsync(options, isLeader: true))
        {
            using var http = new HttpClient { BaseAddress = host.BaseAddress, DefaultRequestHeaders = { { "x-functions-key", "local" } } };
            using var put = await http.PutAsync("api/stations/na001", new StringContent("""{"name":"花园路街道人大代表之家","kind":"home","street":"花园路街道"}""", Encoding.UTF8, "application/json"), Cancel);
            Assert.Equal(201, (int)put.StatusCode);
            var began = Stopwatch.GetTimestamp();
            Assert.Equal(0, await host.StopAsync(signal, toGroup: true));
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
            Assert.Contains(host.Lines, line => line.StartsWith("Stopping"));
            Assert.DoesNotContain(host.Lines, line => line.Contains("does not answer") || line.Contains("failed"));
        }
        await using var again = await LocalHostProcess.StartAsync(options);
        using var later = new HttpClient { BaseAddress = again.BaseAddress, DefaultRequestHeaders = { { "x-functions-key", "local" } } };
        Assert.Contains("花园路", await later.GetStringAsync("api/stations/na001", Cancel));
    }

    [Theory]
    [InlineData("There is no option --prot. The options are --help, --port N, ", "--prot", "1")]
    [InlineData("The option --storage takes a storage connection string", "--storage", "AccountKey=not-printed")]
    public async Task A_wrong_option_ends_with_2_and_one_sentence(string sentence, params string[] arguments)
    {
        var (code, lines) = await LocalHostProcess.RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.StartsWith(sentence, Assert.Single(lines));
        Assert.DoesNotContain("not-printed", lines[0]);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_ends_with_1_and_one_sentence()
    {
        // Port 9 is discard: nothing answers there.
        var nowhere = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;QueueEndpoint=http://127.0.0.1:9/a;TableEndpoint=http://127.0.0.1:9/a";
        var (code, lines) = await LocalHostProcess.RunAsync("--port", "0", "--empty", "--data", data.FullName, "--storage", nowhere);
        Assert.Equal(1, code);
        Assert.StartsWith("The storage account at 127.0.0.1:9 cannot be used: ", Assert.Single(lines));
    }

    [Theory]
    [InlineData("WeChat__Token", "")]
    [InlineData("Opinions__MaxPerSenderPerHour", "many")]
    public async Task A_bad_setting_ends_with_1_and_one_sentence_that_names_it(string setting, string value)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty"], new Dictionary<string, string> { [setting] = value }));
        Assert.Contains($"\nSetting {setting} ", fault.Message);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_1_and_one_sentence()
    {
        await using var first = await LocalHostProcess.StartAsync([.. await StoreAsync(), "--empty"]);
        var (code, lines) = await LocalHostProcess.RunAsync(
            "--storage", await AzuriteFixture.ConnectionStringAsync(), "--data", Path.Combine(data.FullName, "other"), "--empty", "--port", $"{first.BaseAddress.Port}");
        Assert.Equal(1, code);
        Assert.Contains("address already in use", Assert.Single(lines));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The emulator of a killed host notices that within moments, and may write until then.</summary>
    public async ValueTask DisposeAsync() => await Eventually.TrueAsync(IsDeleted, "the data folder to be let go of");

    private bool IsDeleted()
    {
        try
        {
            data.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<string[]> StoreAsync() => ["--storage", await AzuriteFixture.ConnectionStringAsync(), "--data", data.FullName];
}
