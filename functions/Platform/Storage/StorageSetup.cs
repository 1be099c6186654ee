using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Platform;

/// <summary>
/// The clients of the storage account named by <c>AzureWebJobsStorage</c>: a connection string, or the service URIs
/// with a managed identity (<c>AzureWebJobsStorage__tableServiceUri</c>, <c>__queueServiceUri</c>, <c>__clientId</c>).
/// </summary>
public static class StorageSetup
{
    private const string Name = "AzureWebJobsStorage";

    public static IServiceCollection AddStorage(this IServiceCollection services, Settings settings)
    {
        var connection = settings.Optional(Name, "storage connection string", text => !string.IsNullOrWhiteSpace(text), "a storage connection string");
        var tables = settings.Optional($"{Name}__tableServiceUri", "instead of it, with an identity: the table service", IsUri, "an absolute URI");
        var queues = settings.Optional($"{Name}__queueServiceUri", "and the queue service", IsUri, "an absolute URI");
        var client = settings.Optional($"{Name}__clientId", "the client id of a user-assigned identity; the host also wants `__blobServiceUri` and `__credential`", _ => true, "a client id");
        if (connection is null && (tables is null || queues is null))
            throw new SettingException(Name, $"is missing: give a storage connection string, or {Name}__tableServiceUri and __queueServiceUri");
        return services
            .AddSingleton(provider => Tables(connection, tables, client, provider))
            .AddSingleton(provider => Queues(connection, queues, client, provider));
    }

    /// <summary>The identity that the app has in Azure; on a desk whoever is signed in there.</summary>
    public static TokenCredential Credential(string? client) => client is null
        ? new DefaultAzureCredential()
        : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client));

    private static TableServiceClient Tables(string? connection, string? address, string? client, IServiceProvider provider)
    {
        var options = Impatient(new TableClientOptions(), provider);
        if (connection is not null) return new TableServiceClient(connection, options);
        var uri = new Uri(address!);
        if (uri.Host.EndsWith(".chinacloudapi.cn", StringComparison.OrdinalIgnoreCase)) options.Audience = TableAudience.AzureChina;
        return new TableServiceClient(uri, Credential(client), options);
    }

    private static QueueServiceClient Queues(string? connection, string? address, string? client, IServiceProvider provider)
    {
        var options = Impatient(new QueueClientOptions(), provider);
        // The host's default; a message sent plain would be poisoned as undecodable.
        options.MessageEncoding = QueueMessageEncoding.Base64;
        return connection is not null ? new QueueServiceClient(connection, options) : new QueueServiceClient(new Uri(address!), Credential(client), options);
    }

    /// <summary>How long a storage call may take, its repeats included: a person who waits longer has gone, and a store that hangs once hangs again.</summary>
    private static readonly TimeSpan WholeCall = TimeSpan.FromSeconds(8);

    /// <summary>With less left a repeat is not worth its call.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(300);

    /// <summary>WeChat drops a push after 5 s, so two short retries are all the time there is before it is told to send again.</summary>
    private static T Impatient<T>(T options, IServiceProvider provider) where T : ClientOptions
    {
        options.RetryPolicy = new Hurry();
        options.Diagnostics.IsLoggingEnabled = false;
        foreach (var policy in provider.GetServices<HttpPipelinePolicy>()) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    /// <summary>Two repeats, of which each has what is left of <see cref="WholeCall"/>; the client's own would give every one of them all of it.</summary>
    private sealed class Hurry() : RetryPolicy(2, DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(150)))
    {
        protected override void OnSendingRequest(HttpMessage message)
        {
            if (!message.TryGetProperty(typeof(Hurry), out _)) message.SetProperty(typeof(Hurry), StationClock.Machine.GetTimestamp());
            message.NetworkTimeout = Left(message);
        }

        protected override ValueTask OnSendingRequestAsync(HttpMessage message)
        {
            OnSendingRequest(message);
            return ValueTask.CompletedTask;
        }

        protected override bool ShouldRetry(HttpMessage message, Exception? exception) => Left(message) > Least && base.ShouldRetry(message, exception);

        protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
            Left(message) > Least && await base.ShouldRetryAsync(message, exception);

        private static TimeSpan Left(HttpMessage message) =>
            message.TryGetProperty(typeof(Hurry), out var began) && WholeCall - StationClock.Machine.GetElapsedTime((long)began!) is var left && left > Least ? left : Least;
    }

    private static bool IsUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);
}
