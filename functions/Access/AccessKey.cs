using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Access;

/// <summary>
/// A machine's key: its name, a dot and 256 random bits in base64url, such as <c>hotline.mJ3…</c>. With so many bits a plain
/// SHA-256 is hash enough; the key itself is stored nowhere.
/// </summary>
public static class AccessKey
{
    /// <summary>Longer texts are no keys of ours.</summary>
    private const int Longest = 200;

    private static readonly byte[] OfNobody = new byte[SHA256.HashSizeInBytes];

    /// <summary>A new key; no two are alike.</summary>
    public static string New(AccessName name) => $"{name}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>Whose key it claims to be; null when it claims nothing.</summary>
    public static AccessName? NameIn(string key) =>
        key.Length <= Longest && key.LastIndexOf('.') is > 0 and var dot && AccessName.TryParse(key[..dot], out var name) ? name : null;

    /// <summary>What is stored of a key.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>True when the key is the one of the hash. Takes the same time for every wrong key, also when there is no hash to be compared with.</summary>
    public static bool Matches(string key, byte[]? hash) => CryptographicOperations.FixedTimeEquals(Hash(key), hash ?? OfNobody) && hash is not null;
}
