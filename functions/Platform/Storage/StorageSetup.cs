using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Platform;

/// <summary>
/// The clients of the storage account named by <c>AzureWebJobsStorage</c>: a connection string, or the service URIs
/// with a managed identity (<c>AzureWebJobsStorage__tableServiceUri</c>, <c>__queueServiceUri</c>, <c>__clientId</c>).
/// </summary>
public static class StorageSetup
{
    private const string Setting = "AzureWebJobsStorage";

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration[Setting];
        var identity = configuration.GetSection(Setting);
        if (string.IsNullOrWhiteSpace(connection) && identity["tableServiceUri"] is null)
            throw new SettingException(Setting, "is missing: give a storage connection string, or AzureWebJobsStorage__tableServiceUri and __queueServiceUri");
        return services
            .AddSingleton(provider => Tables(connection, identity, provider))
            .AddSingleton(provider => Queues(connection, identity, provider));
    }

    private static TableServiceClient Tables(string? connection, IConfigurationSection identity, IServiceProvider provider)
    {
        var options = Impatient(new TableClientOptions(), provider);
        if (!string.IsNullOrWhiteSpace(connection)) return new TableServiceClient(connection, options);
        var uri = ServiceUri(identity, "tableServiceUri");
        if (uri.Host.EndsWith(".chinacloudapi.cn", StringComparison.OrdinalIgnoreCase)) options.Audience = TableAudience.AzureChina;
        return new TableServiceClient(uri, Credential(identity), options);
    }

    private static QueueServiceClient Queues(string? connection, IConfigurationSection identity, IServiceProvider provider)
    {
        var options = Impatient(new QueueClientOptions(), provider);
        // The host's default; a message sent plain would be poisoned as undecodable.
        options.MessageEncoding = QueueMessageEncoding.Base64;
        return string.IsNullOrWhiteSpace(connection)
            ? new QueueServiceClient(ServiceUri(identity, "queueServiceUri"), Credential(identity), options)
            : new QueueServiceClient(connection, options);
    }

    /// <summary>WeChat drops a push after 5 s, so two short retries are all the time there is before it is told to send again.</summary>
    private static T Impatient<T>(T options, IServiceProvider provider) where T : ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(150);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(8);
        options.Diagnostics.IsLoggingEnabled = false;
        foreach (var policy in provider.GetServices<HttpPipelinePolicy>()) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    private static Uri ServiceUri(IConfigurationSection identity, string name) =>
        Uri.TryCreate(identity[name], UriKind.Absolute, out var uri) ? uri : throw new SettingException($"{Setting}__{name}", "is not an absolute URI");

    private static TokenCredential Credential(IConfigurationSection identity) =>
        identity["clientId"] is { Length: > 0 } client
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential();
}
