using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>An account and the pipeline that may speak to it; one per client, shared by the tables of a service client.</summary>
internal sealed record TableAccess(TableAccount Account, TableRequests Requests)
{
    public static TableAccess By(string connectionString, TableClientOptions? options)
    {
        var parsed = ConnectionString.Parse(connectionString);
        return new(parsed.Account, TableRequests.With(options, parsed.Credential is null ? null : new SharedKeyLitePolicy(parsed.Credential)));
    }

    public static TableAccess By(Uri endpoint, TableClientOptions? options) => With(Secure(endpoint), options, null);

    public static TableAccess By(Uri endpoint, AzureSasCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return With(Secure(endpoint), options, new SasPolicy(credential));
    }

    public static TableAccess By(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new(new(endpoint, credential.AccountName), TableRequests.With(options, new SharedKeyLitePolicy(credential)));
    }

    public static TableAccess By(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(tokenCredential);
        var scope = (options?.Audience ?? TableAudience.AzurePublicCloud).Scope;
        return With(endpoint, options, new TableTokenPolicy(tokenCredential, scope, options?.EnableTenantDiscovery ?? false));
    }

    private static TableAccess With(Uri endpoint, TableClientOptions? options, HttpPipelinePolicy? policy)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new(new(endpoint), TableRequests.With(options, policy));
    }

    /// <summary>A signature in a query is readable on the way, so it only goes over TLS, or to this machine.</summary>
    private static Uri Secure(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
            ? endpoint
            : throw new ArgumentException("Cannot use a shared access signature without HTTPS.", nameof(endpoint));
    }
}
