using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>Asks for the key: the header wins over the query, and every level but Anonymous asks.</summary>
/// <param name="key">Function and master key in one.</param>
internal sealed class KeyGate(string key)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes(key);

    /// <summary>Why a request may not pass; null when it may.</summary>
    public HostProblem? Refuse(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous) return null;
        var given = request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];
        if (string.IsNullOrEmpty(given)) return HostProblem.KeyMissing;
        // Equal time for every wrong key of the right length: the key cannot be guessed piece by piece.
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.ToString()), expected) ? null : HostProblem.KeyWrong;
    }
}
