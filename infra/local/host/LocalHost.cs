using System.Net;
using Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Bot;
using Serverless.Local.Demo;

namespace Serverless.Local;

/// <summary>
/// Runs an app's functions on this machine: HTTP, timers and queues by the real host's rules. Started in a process of
/// its own by Program, or inside a test.
/// </summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly HostSettings settings;
    private readonly DataFolder folder;
    private readonly StorageAccount account;
    private readonly HostOutput output;
    private readonly HostJson json;
    private readonly CancellationTokenSource ending = new();
    private readonly WebApplication app;
    private readonly FunctionCatalog functions;
    private readonly HttpFront front;
    private readonly Listeners listeners;
    private readonly PlayedWeChat? wechat;
    private Task? stopping;
    private bool isServing;

    private LocalHost(HostSettings settings, DataFolder folder, StorageAccount account, MovedTimeProvider clock, HostOutput output, Action<IServiceCollection>? configure)
    {
        (this.settings, this.folder, this.account, this.output, Clock) = (settings, folder, account, output, clock);
        json = HostJson.Read(Path.Combine(settings.FunctionsFolder, "host.json"));
        var builder = NewBuilder();
        var pipeline = new WorkerPipeline(builder.Services);
        settings.Compose(pipeline, builder.Configuration);
        functions = new FunctionCatalog(settings.FunctionClasses ?? FunctionCatalog.ClassesOf(typeof(ServerlessSetup).Assembly), name => builder.Configuration[name]);
        wechat = PlayedWeChat.For(builder.Services, builder.Configuration, clock, WireAddress);
        AddHostServices(builder.Services, configure);
        app = builder.Build();
        var runner = new FunctionRunner(app.Services, pipeline, json.FunctionTimeout, output, ending.Token);
        listeners = new Listeners(functions, account, json.Queues, settings.QueueLease, clock, runner, output);
        front = new HttpFront(json.RoutePrefix, pipeline, output, ending.Token);
        wechat?.Map(app);
        app.Use(next => http => PlatformSignIn.Identify(http, next));
        front.Map(app, functions);
        new AdminRoutes(settings.Key, functions, listeners.RunByHandAsync).Map(app);
        PlatformSignIn.Map(app);
    }

    /// <summary>Where it serves, with the real port.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public MovedTimeProvider Clock { get; }

    /// <summary>Starts a host; it serves, its tables and queues are there and its listeners run when this ends.</summary>
    /// <param name="configure">Registers on top of the app, for tests that replace a part.</param>
    /// <exception cref="Exception">A setting, function or the store is not usable; the message is one sentence.</exception>
    public static async Task<LocalHost> StartAsync(HostSettings settings, Action<IServiceCollection>? configure = null, CancellationToken cancel = default)
    {
        var clock = new MovedTimeProvider(settings.Now);
        var output = new HostOutput(settings.Output, clock, settings.Verbose);
        DataFolder? folder = null;
        StorageAccount? account = null;
        LocalHost? host = null;
        try
        {
            folder = DataFolder.Take(settings.DataFolder);
            account = await StorageAccount.OpenAsync(settings.Storage, folder, output, cancel);
            host = new LocalHost(settings, folder, account, clock, output, configure);
            await host.BeginAsync(cancel);
            return host;
        }
        catch
        {
            if (host is not null) await host.DisposeAsync();
            else await CloseAsync(account, folder, output);
            throw;
        }
    }

    /// <summary>Runs a timer or queue function now and waits for its end, as the admin route does without waiting.</summary>
    /// <param name="input">The message of a queue function.</param>
    /// <exception cref="InvalidOperationException">There is no such function, or it failed; the fault is inside.</exception>
    public async Task InvokeAsync(string functionName, string input = "")
    {
        var function = functions.Find(functionName) ?? throw new InvalidOperationException($"There is no function {functionName}.");
        if (await listeners.RunByHandAsync(function, input) is { } fault) throw new InvalidOperationException($"{functionName} failed: {fault.Message}", fault);
    }

    /// <summary>Takes nothing new, waits for running functions, then stops; functions are told to end when that takes too long.</summary>
    public Task StopAsync() => stopping ??= StopOnceAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (wechat is not null) await wechat.DisposeAsync();
        await app.DisposeAsync();
        listeners.Dispose();
        ending.Dispose();
        await CloseAsync(account, folder, output);
    }

    private static async Task CloseAsync(StorageAccount? account, DataFolder? folder, HostOutput output)
    {
        if (account is not null) await account.DisposeAsync();
        folder?.Dispose();
        await output.DisposeAsync();
    }

    private static bool InlineSockets => Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS") == "1";

    private WebApplicationBuilder NewBuilder()
    {
        // The empty builder brings no providers, files or logging that nothing here uses: half of a start.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = settings.FunctionsFolder, EnvironmentName = "Production" });
        AppSettings.Add(builder.Configuration, settings.FunctionsFolder, [new("Access__BootstrapKey", settings.Key), .. settings.AppSettings, new("AzureWebJobsStorage", account.Connection)]);
        // Inline: with the sockets' own completions inline (Program), a request is served without a change of thread.
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = InlineSockets).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // As in the deployed program: every route has a limit and an answer of its own.
            kestrel.Limits.MaxRequestBodySize = null;
            if (settings.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(settings.Port);
        });
        return builder;
    }

    private void AddHostServices(IServiceCollection services, Action<IServiceCollection>? configure)
    {
        HostLogging.Add(services, output, json);
        services.AddRouting();
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddSingleton<TimeProvider>(Clock);
        configure?.Invoke(services);
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        // Side by side: requests that need no storage are answered while it is looked at.
        var opening = Task.Run(() => OpenStoreAsync(cancel), cancel);
        var serving = ServeAsync(cancel);
        try
        {
            await Task.WhenAll(opening, serving);
        }
        catch when (opening.IsFaulted)
        {
            // A bad account also breaks what the app starts with; the account is the reason to tell.
            await opening;
        }
        BaseAddress = Address();
        if (!settings.Empty) await DemoDistrict.LoadAsync(Services, output.Say, cancel);
        // A first start takes seconds to install and to load; whoever starts at 07:59:50 means to see 08:00.
        if (settings.Now is { } start) Clock.MoveTo(start);
        await (Services.GetService<DefaultStationHandler>()?.TellAsync(cancel) ?? Task.CompletedTask);
        listeners.Start();
        if (output.IsSilent) return;
        foreach (var line in new Banner(functions, front, Clock.GetUtcNow(), BaseAddress, settings).Lines(account.Description)) output.Say(line);
    }

    private async Task ServeAsync(CancellationToken cancel)
    {
        await app.StartAsync(cancel);
        isServing = true;
    }

    private async Task OpenStoreAsync(CancellationToken cancel)
    {
        account.Check();
        try
        {
            await StoreSetup.EnsureAsync(account.Connection, Services, cancel);
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            throw new InvalidOperationException($"The storage account at {account.Description} cannot be used: {fault.GetBaseException().Message.Split('\n')[0].TrimEnd()}", fault);
        }
    }

    /// <summary>The same as numbers: a name would be tried as IPv6 first.</summary>
    private Uri WireAddress() => new($"http://127.0.0.1:{Address().Port}");

    private Uri Address()
    {
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Uri($"http://localhost:{new Uri(bound).Port}");
    }

    private async Task StopOnceAsync()
    {
        ending.CancelAfter(settings.StopPatience);
        using var patience = new CancellationTokenSource(settings.StopPatience * 1.2);
        try
        {
            await Task.WhenAll(listeners.StopAsync(), isServing ? app.StopAsync(patience.Token) : Task.CompletedTask).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            output.Say("Some functions did not end when they were told to; they are left behind");
        }
    }

    /// <summary>Signals are Program's affair, and a test's host must not take them at all.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
