using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Serverless.Local;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage;

/// <summary>The emulator that the local host and these tests start.</summary>
public sealed class AzuriteTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), AzuriteFixture.UniqueName());

    [Fact]
    public async Task What_it_stored_is_there_after_a_restart_at_the_same_addresses()
    {
        await using var azurite = await Azurite.StartAsync(folder);
        var (connection, tables, queues) = (azurite.ConnectionString, azurite.TableEndpoint, azurite.QueueEndpoint);
        var table = new TableClient(connection, "kept");
        var queue = new QueueClient(connection, "kept");
        await table.CreateAsync();
        await queue.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        await queue.SendMessageAsync("m");

        await azurite.RestartAsync();

        Assert.Equal((connection, tables, queues), (azurite.ConnectionString, azurite.TableEndpoint, azurite.QueueEndpoint));
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal("m", (await queue.ReceiveMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task A_client_gets_over_its_absence()
    {
        await using var azurite = await Azurite.StartAsync(folder);
        var table = new TableClient(azurite.ConnectionString, "kept", new() { Retry = { Delay = TimeSpan.FromSeconds(0.5), MaxRetries = 10 } });
        await table.CreateAsync();
        await azurite.StopAsync();
        var write = table.AddEntityAsync(new TableEntity("p", "r"));
        await azurite.RestartAsync();
        Assert.Equal(204, (await write).Status);
    }

    [Fact]
    public async Task Killed_it_is_gone_at_once_and_comes_back()
    {
        await using var azurite = await Azurite.StartInMemoryAsync();
        var table = new TableClient(azurite.ConnectionString, "lost", new() { Retry = { MaxRetries = 0 } });
        await table.CreateAsync();
        azurite.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => table.CreateIfNotExistsAsync());
        await azurite.RestartAsync();
        Assert.Equal(201, (await table.CreateAsync()).GetRawResponse().Status);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_that_reaches_every_process_of_a_terminal_does_not_end_it_before_its_owner_does(string signal)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There are no such signals here.");
        await using var azurite = await Azurite.StartInMemoryAsync();
        using (var kill = Process.Start("kill", ["-s", signal, $"{azurite.ProcessId}"])) await kill.WaitForExitAsync();
        var table = new TableClient(azurite.ConnectionString, "still", new() { Retry = { MaxRetries = 0 } });
        Assert.Equal(201, (await table.CreateAsync()).GetRawResponse().Status);
        await azurite.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => table.CreateIfNotExistsAsync());
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, true);
    }
}
