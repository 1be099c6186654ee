using Azure.Data.Tables;

namespace Serverless.Health;

/// <summary>Whether tables answer.</summary>
public sealed class HealthTable(TableServiceClient tables)
{
    /// <summary>Asks for one table's name.</summary>
    /// <exception cref="Exception">They do not.</exception>
    public async Task AskAsync(CancellationToken cancel)
    {
        await foreach (var _ in tables.QueryAsync(maxPerPage: 1, cancellationToken: cancel).AsPages()) return;
    }
}
