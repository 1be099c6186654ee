using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Serverless.Local;

/// <summary>
/// The app's own hosted services, started beside the web server instead of before it: what they need made (storage
/// clients above all) would otherwise stand between a start and its first answer.
/// </summary>
internal sealed class BackgroundStarts
{
    private readonly ServiceDescriptor[] descriptors;
    private readonly List<IHostedService> started = [];

    private BackgroundStarts(ServiceDescriptor[] descriptors) => this.descriptors = descriptors;

    /// <summary>Takes them out of the services, so that the web application does not start them too.</summary>
    public static BackgroundStarts TakeFrom(IServiceCollection services)
    {
        ServiceDescriptor[] taken = [.. services.Where(service => service.ServiceType == typeof(IHostedService) && !service.IsKeyedService)];
        foreach (var descriptor in taken) services.Remove(descriptor);
        return new BackgroundStarts(taken);
    }

    public async Task StartAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var descriptor in descriptors)
        {
            var service = Make(descriptor, services);
            await service.StartAsync(cancel);
            started.Add(service);
        }
    }

    /// <summary>Stops them, last one first.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        for (var at = started.Count - 1; at >= 0; at--) await started[at].StopAsync(cancel);
    }

    private static IHostedService Make(ServiceDescriptor descriptor, IServiceProvider services) => (IHostedService)(
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(services)
        ?? ActivatorUtilities.CreateInstance(services, descriptor.ImplementationType!));
}
