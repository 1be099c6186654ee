namespace Azure.Data.Tables;

/// <summary>
/// Where an account's tables are: the endpoint, and the query (a shared access signature) that every request carries.
/// The account name stands in the host, or first in the path where the host is an address (the emulator).
/// </summary>
internal sealed class TableAccount
{
    public const string Format = "$format=application%2Fjson%3Bodata%3Dminimalmetadata";

    private readonly string query;

    public TableAccount(Uri endpoint, string? name = null)
    {
        Endpoint = endpoint;
        Root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        Name = name ?? NameIn(endpoint);
        var signature = endpoint.Query.TrimStart('?');
        query = signature.Length == 0 ? $"?{Format}" : $"?{signature}&{Format}";
        Batch = At("/$batch");
        Tables = At("/Tables");
    }

    public Uri Endpoint { get; }

    /// <summary>Scheme, host and path without a slash at the end.</summary>
    public string Root { get; }

    public string? Name { get; }

    public Uri Batch { get; }

    public Uri Tables { get; }

    public Uri At(string path, string more = "") => new(string.Concat(Root, path, query, more));

    /// <summary>
    /// The account's endpoint and the table's name in a table's own address, where the name stands last in the path or,
    /// in a signature for one table, as <c>tn</c>.
    /// </summary>
    /// <exception cref="ArgumentException">It names no table.</exception>
    public static (Uri Endpoint, string Table) Split(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length > (NameStandsInPath(address) ? 1 : 0))
            return (Without(address, segments[^1]), segments[^1]);
        var table = QueryParameters.Find(address.Query, "tn");
        return table is null ? throw new ArgumentException("The address names no table.", nameof(address)) : (address, table);
    }

    /// <summary>An endpoint that someone gave with the table's name at its end.</summary>
    public static Uri Without(Uri endpoint, string table)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(table, "tableName");
        var path = endpoint.AbsolutePath.TrimEnd('/');
        return path.EndsWith($"/{table}", StringComparison.OrdinalIgnoreCase) && !(NameStandsInPath(endpoint) && path.LastIndexOf('/') == 0)
            ? new UriBuilder(endpoint) { Path = path[..^(table.Length + 1)] }.Uri
            : endpoint;
    }

    private static string? NameIn(Uri endpoint) =>
        NameStandsInPath(endpoint)
            ? endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            : endpoint.Host.Split('.')[0];

    private static bool NameStandsInPath(Uri endpoint) => endpoint.IsLoopback || endpoint.HostNameType != UriHostNameType.Dns;
}
