using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Local;

/// <summary>The app's middleware in the order it was registered, and the function at the end.</summary>
internal sealed class WorkerPipeline(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private FunctionExecutionDelegate? chain;

    public IServiceCollection Services { get; } = services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        this.middleware.Add(middleware);
        return this;
    }

    public Task RunAsync(LocalContext context) => (chain ??= Build())(context);

    private FunctionExecutionDelegate Build()
    {
        FunctionExecutionDelegate next = static context => ((LocalContext)context).Function.Call.RunAsync((LocalContext)context);
        for (var at = middleware.Count - 1; at >= 0; at--) next = middleware[at](next);
        return next;
    }
}
