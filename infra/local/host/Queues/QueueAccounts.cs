using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>The accounts that queue triggers name with <c>Connection</c>; without one it is the host's.</summary>
internal sealed class QueueAccounts(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, QueueServiceClient> clients = [];

    /// <exception cref="InvalidOperationException">The named connection has no setting.</exception>
    public void Check(FunctionCatalog functions)
    {
        foreach (var (function, trigger) in functions.Of<QueueTrigger>())
            if (Connection(trigger) is null)
                throw new InvalidOperationException($"The function {function.Name} needs the setting {trigger.Connection} with a connection string.");
    }

    public QueueServiceClient Of(QueueTrigger trigger) => clients.GetOrAdd(Connection(trigger)!, static connection =>
        new QueueServiceClient(connection, new QueueClientOptions { Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false } }));

    private string? Connection(QueueTrigger trigger)
    {
        var name = trigger.Connection is { Length: > 0 } given ? given : "AzureWebJobsStorage";
        return configuration[name] ?? configuration[$"AzureWebJobs{name}"];
    }
}
