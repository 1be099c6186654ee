using System.Net;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Local;
using Serverless.Tests.Deployable.Rpc;

namespace Serverless.Tests.Deployable;

/// <summary>
/// As much of the real Functions host as a worker needs to live: it starts the published app as a process, speaks the
/// official protocol with it, and passes on requests, timers and messages. It has no keys, listeners or retries.
/// </summary>
public sealed class WorkerHost : IAsyncDisposable
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ToRun = TimeSpan.FromSeconds(30);

    private readonly WebApplication server;
    private readonly WorkerStream stream;
    private readonly WorkerProcess process;
    private ProxyFront? front;

    private WorkerHost(WebApplication server, WorkerStream stream, WorkerProcess process) =>
        (this.server, this.stream, this.process) = (server, stream, process);

    public Uri BaseAddress => front!.BaseAddress;

    /// <summary>What the worker says it has, each with the worker's answer to loading it.</summary>
    public IReadOnlyList<(WorkerFunction Function, StatusResult Loaded)> Functions { get; private set; } = [];

    public IReadOnlyList<RpcLog> Log => stream.Log;

    /// <exception cref="InvalidOperationException">The worker ended or did not answer; the message holds what it printed.</exception>
    public static async Task<WorkerHost> StartAsync(string folder, IReadOnlyDictionary<string, string?> settings)
    {
        var stream = new WorkerStream();
        var server = await ServeAsync(stream);
        var host = new WorkerHost(server, stream, Begin(folder, settings, new Uri(server.Urls.First()), stream.WorkerId));
        try
        {
            await host.OpenAsync(folder);
            return host;
        }
        catch (Exception fault)
        {
            var output = host.process.Output;
            await host.DisposeAsync();
            throw new InvalidOperationException($"The worker did not become ready:\n{output}", fault);
        }
    }

    /// <summary>Starts the worker as the real host does: the command of its <c>worker.config.json</c>, and the host's own arguments and variables.</summary>
    public static WorkerProcess Begin(string folder, IReadOnlyDictionary<string, string?> settings, Uri server, string workerId)
    {
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "worker.config.json")));
        string Of(string name) => config.RootElement.GetProperty("description").GetProperty(name).GetString()!;
        var (request, most) = (Guid.NewGuid().ToString(), $"{int.MaxValue}");
        string[] command =
        [
            Of("defaultExecutablePath"), Path.Combine(folder, Of("defaultWorkerPath")),
            "--host", server.Host, "--port", $"{server.Port}", "--workerId", workerId, "--requestId", request, "--grpcMaxMessageLength", most,
            "--functions-uri", server.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", request,
            "--functions-grpc-max-message-length", most,
        ];
        return WorkerProcess.Start(folder, command, new Dictionary<string, string?>(settings)
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = Of("language"), ["FUNCTIONS_EXTENSION_VERSION"] = "~4",
            ["FUNCTIONS_WORKER_DIRECTORY"] = folder, ["FUNCTIONS_APPLICATION_DIRECTORY"] = folder,
        });
    }

    public Task<StatusResult> RunTimerAsync(string name) =>
        RunAsync(Invocation.OfTimer(Functions.Single(one => one.Function.Name == name && one.Function.Type == "timerTrigger").Function));

    /// <summary>Gives a message to the queue's function, as after one look at the queue.</summary>
    public Task<StatusResult> DeliverAsync(string queue, QueueMessage message) =>
        RunAsync(Invocation.OfMessage(Functions.Single(one => one.Function.Queue == queue).Function, message));

    /// <summary>Asks it to end: its exit code, and what it printed.</summary>
    public async Task<(int Code, string Output)> TerminateAsync()
    {
        await stream.TellAsync(new StreamingMessage { WorkerTerminate = new WorkerTerminate() });
        return (await process.EndAsync(ToRun), process.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        if (front is not null) await front.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task<WebApplication> ServeAsync(WorkerStream stream)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(stream);
        builder.Services.AddGrpc(options => (options.MaxReceiveMessageSize, options.MaxSendMessageSize) = (int.MaxValue, int.MaxValue));
        var server = builder.Build();
        server.MapGrpcService<WorkerStream>();
        await server.StartAsync();
        return server;
    }

    private async Task OpenAsync(string folder)
    {
        var ended = process.EndAsync(ToStart);
        if (await Task.WhenAny(stream.Started, ended) == ended) throw new InvalidOperationException($"It ended with {await ended}.");
        var welcome = new WorkerInitRequest { HostVersion = "4.1037.0", WorkerDirectory = folder, FunctionAppDirectory = folder };
        var worker = (await AskAsync(new() { WorkerInitRequest = welcome })).WorkerInitResponse;
        Functions = await LoadAsync(folder);
        var prefix = HostJson.Read(Path.Combine(folder, "host.json")).RoutePrefix;
        front = await ProxyFront.StartAsync(prefix, Functions.Select(one => one.Function), worker.Capabilities["HttpUri"].TrimEnd('/'), Start);
    }

    private async Task<List<(WorkerFunction, StatusResult)>> LoadAsync(string folder)
    {
        var metadata = (await AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder } })).FunctionMetadataResponse;
        var loaded = new List<(WorkerFunction, StatusResult)>();
        foreach (var one in metadata.FunctionMetadataResults)
        {
            var load = new FunctionLoadRequest { FunctionId = one.FunctionId, Metadata = one };
            loaded.Add((WorkerFunction.Of(one), (await AskAsync(new() { FunctionLoadRequest = load })).FunctionLoadResponse.Result));
        }
        return loaded;
    }

    private (string, Func<Task>) Start(WorkerFunction function, HttpRequest request)
    {
        var invocation = Invocation.OfHttp(function, request);
        return (invocation.InvocationId, async () =>
        {
            var result = await RunAsync(invocation);
            if (result.Status != StatusResult.Types.Status.Success) throw new InvalidOperationException(result.Exception?.Message);
        });
    }

    private async Task<StatusResult> RunAsync(InvocationRequest invocation) =>
        (await stream.AskAsync(new StreamingMessage { InvocationRequest = invocation }, ToRun)).InvocationResponse.Result;

    private Task<StreamingMessage> AskAsync(StreamingMessage question) => stream.AskAsync(question, ToStart);
}
