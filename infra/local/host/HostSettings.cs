using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>How a local host runs: the command line's options, and what only tests change.</summary>
public sealed record HostSettings
{
    /// <summary>The HTTP port; 0 takes a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Connection string of an account or a running Azurite; null starts an Azurite.</summary>
    public string? Storage { get; init; }

    /// <summary>Where the clock starts; null is now.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The master key of the host's own routes, and the app's <c>Access__BootstrapKey</c>.</summary>
    public string Key { get; init; } = "local";

    /// <summary>Loads no demo district.</summary>
    public bool Empty { get; init; }

    /// <summary>Where Azurite's data and the timers' status stand; one host at a time.</summary>
    public string DataFolder { get; init; } = typeof(HostSettings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == "DataFolder").Value!;

    /// <summary>Prints faults with their messages.</summary>
    public bool Verbose { get; init; }

    /// <summary>Where the host writes what it does; null is silence.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>The folder of host.json and local.settings.json.</summary>
    public string FunctionsFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>App settings over the environment and local.settings.json, written <c>Section:Name</c>.</summary>
    public IReadOnlyDictionary<string, string?> AppSettings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The classes whose functions run; null is every public class of the product.</summary>
    public IReadOnlyList<Type>? FunctionClasses { get; init; }

    /// <summary>What the app registers; the product's own composition unless a test brings another.</summary>
    public Action<IFunctionsWorkerApplicationBuilder, IConfiguration> Compose { get; init; } =
        static (app, configuration) => app.ConfigureServerless(configuration);

    /// <summary>How long a received message is hidden while its function runs; renewed at half of it.</summary>
    public TimeSpan QueueLease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a stop waits for running functions before it tells them to end.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(3);
}
