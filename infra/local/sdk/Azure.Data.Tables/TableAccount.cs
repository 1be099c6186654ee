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

    /// <summary>The account that a table's own address lies in, and the table's name.</summary>
    public static (Uri Endpoint, string Table) Split(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        var first = path.Length == 0 || slash + 1 == path.Length || (NameStandsInPath(address) && slash == 0)
            ? throw new ArgumentException("The address names no table.", nameof(address))
            : path[(slash + 1)..];
        return (new UriBuilder(address) { Path = path[..slash] }.Uri, first);
    }

    private static string? NameIn(Uri endpoint) =>
        NameStandsInPath(endpoint)
            ? endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            : endpoint.Host.Split('.')[0];

    private static bool NameStandsInPath(Uri endpoint) => endpoint.IsLoopback || endpoint.HostNameType != UriHostNameType.Dns;
}
