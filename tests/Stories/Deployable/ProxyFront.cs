using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Serverless.Tests.Deployable;

/// <summary>Serves HTTP as the real host does before a worker: finds the function, starts its run and passes the request on beside it.</summary>
internal sealed class ProxyFront : IAsyncDisposable
{
    // The real host's.
    private const long MostBytes = 104_857_600;

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication app;
    private readonly string worker;
    private readonly Func<WorkerFunction, HttpRequest, (string InvocationId, Func<Task> Run)> invoke;

    private ProxyFront(WebApplication app, string worker, Func<WorkerFunction, HttpRequest, (string, Func<Task>)> invoke) =>
        (this.app, this.worker, this.invoke) = (app, worker, invoke);

    public Uri BaseAddress => new(app.Urls.First());

    /// <param name="prefix">host.json's.</param>
    /// <param name="functions">Those with an HTTP trigger are served.</param>
    /// <param name="worker">Where the worker says that it takes requests.</param>
    /// <param name="invoke">Gives a run its id and starts it.</param>
    public static async Task<ProxyFront> StartAsync(
        string prefix, IEnumerable<WorkerFunction> functions, string worker, Func<WorkerFunction, HttpRequest, (string InvocationId, Func<Task> Run)> invoke)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddHttpForwarder();
        var front = new ProxyFront(builder.Build(), worker, invoke);
        foreach (var function in functions.Where(function => function.Type == "httpTrigger"))
            front.app.MapMethods($"{prefix}/{function.Route}", function.Methods, http => front.ServeAsync(http, function));
        await front.app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task ServeAsync(HttpContext http, WorkerFunction function)
    {
        var (id, run) = invoke(function, http.Request);
        http.Request.Headers["x-ms-invocation-id"] = id;
        var passing = http.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(http, worker, client).AsTask();
        try
        {
            await run();
            if (await passing != ForwarderError.None) Fail(http.Response);
        }
        catch (InvalidOperationException)
        {
            await passing;
            Fail(http.Response);
        }
    }

    /// <summary>The real host says no more than this.</summary>
    private static void Fail(HttpResponse response)
    {
        if (!response.HasStarted) response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
