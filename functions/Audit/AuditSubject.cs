namespace Serverless.Audit;

/// <summary>What a line of the audit is about: the request's path, without what would name a citizen.</summary>
public static class AuditSubject
{
    private const int Longest = 400;

    /// <summary>Values of routes that are a citizen's own: what is stored of them elsewhere is a keyed hash.</summary>
    private static readonly string[] Secret = ["senderId"];

    /// <param name="path">The request's path.</param>
    /// <param name="route">The values its route has taken from it.</param>
    public static string Of(string path, IReadOnlyDictionary<string, object?> route)
    {
        foreach (var name in Secret)
            if (route.TryGetValue(name, out var value) && value is string { Length: > 0 } text) path = path.Replace(text, "…");
        return path.Length <= Longest ? path : path[..Longest];
    }
}
