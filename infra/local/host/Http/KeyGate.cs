using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Serverless.Local;

/// <summary>Asks for the master key of the host's own routes; the header wins over the query. The app's routes ask the app's gate.</summary>
internal sealed class KeyGate(string masterKey)
{
    private readonly byte[] expected = Hash(masterKey);

    /// <summary>The route for those who give the key; 401 for the others, with nothing in it.</summary>
    public RequestDelegate Guard(RequestDelegate route) => http =>
    {
        if (IsMaster(http.Request)) return route(http);
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };

    private bool IsMaster(HttpRequest request)
    {
        var given = request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];
        // Hashes are of one length, so that not even the key's length shows in the time it takes.
        return CryptographicOperations.FixedTimeEquals(Hash(given.ToString()), expected);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
