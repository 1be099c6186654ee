#nullable disable
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Protocol version, token audience, and what every Azure client has: retries, transport, diagnostics.</summary>
public class TableClientOptions : ClientOptions
{
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) =>
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };

    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }

    /// <summary>The cloud that tokens are asked for; the public one when null.</summary>
    public TableAudience? Audience { get; set; }

    /// <summary>Whether the tenant is taken from the service's challenge instead of from the credential.</summary>
    public bool EnableTenantDiscovery { get; set; }

    internal string Version { get; }
}
