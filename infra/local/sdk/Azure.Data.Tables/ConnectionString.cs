namespace Azure.Data.Tables;

/// <summary>
/// A storage connection string, read as far as tables need: an account's name and key with an endpoint or a suffix, an
/// endpoint with a shared access signature, or the emulator.
/// </summary>
/// <exception cref="ArgumentException">It is null or empty.</exception>
/// <exception cref="InvalidOperationException">A part is not <c>name=value</c>, or stands twice.</exception>
/// <exception cref="FormatException">The parts do not name an account.</exception>
internal sealed class ConnectionString
{
    // Public and the same on every machine: the emulator's account.
    private const string EmulatorName = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private ConnectionString(Uri endpoint, string? accountName, TableSharedKeyCredential? credential)
    {
        Account = new(endpoint, accountName);
        Credential = credential;
    }

    public TableAccount Account { get; }

    /// <summary>Null when the signature stands in the account's endpoint.</summary>
    public TableSharedKeyCredential? Credential { get; }

    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, "connectionString");
        var parts = Parts(text);
        return Emulator(parts) ?? SharedKey(parts) ?? Signed(parts)
            ?? throw new FormatException("No valid combination of account information found.");
    }

    private static Dictionary<string, string> Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0)
                throw new InvalidOperationException("A part of the connection string is not name=value.");
            if (!parts.TryAdd(part[..equals], part[(equals + 1)..]))
                throw new InvalidOperationException($"The connection string names {part[..equals]} twice.");
        }

        return parts;
    }

    private static ConnectionString? Emulator(Dictionary<string, string> parts)
    {
        if (parts.GetValueOrDefault("UseDevelopmentStorage") != "true")
            return null;
        var proxy = parts.TryGetValue("DevelopmentStorageProxyUri", out var given) ? new Uri(given) : new Uri("http://127.0.0.1");
        var endpoint = new UriBuilder(proxy.Scheme, proxy.Host, 10002, EmulatorName).Uri;
        return new(endpoint, EmulatorName, new(EmulatorName, EmulatorKey));
    }

    private static ConnectionString? SharedKey(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("AccountName", out var name) || !parts.TryGetValue("AccountKey", out var key))
            return null;
        return Endpoint(parts, name) is { } endpoint ? new(endpoint, name, new(name, key)) : null;
    }

    private static ConnectionString? Signed(Dictionary<string, string> parts) =>
        parts.TryGetValue("SharedAccessSignature", out var signature)
        && (Explicit(parts) ?? Suffixed(parts, parts.GetValueOrDefault("AccountName"))) is { } endpoint
            ? new(new UriBuilder(endpoint) { Query = signature.TrimStart('?') }.Uri, parts.GetValueOrDefault("AccountName"), null)
            : null;

    private static Uri? Endpoint(Dictionary<string, string> parts, string name) => Explicit(parts) ?? Suffixed(parts, name);

    private static Uri? Explicit(Dictionary<string, string> parts) =>
        parts.TryGetValue("TableEndpoint", out var given) && Uri.TryCreate(given, UriKind.Absolute, out var endpoint) ? endpoint : null;

    private static Uri? Suffixed(Dictionary<string, string> parts, string? name) =>
        name is not null && parts.TryGetValue("EndpointSuffix", out var suffix)
            ? new Uri($"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.table.{suffix}")
            : null;
}
