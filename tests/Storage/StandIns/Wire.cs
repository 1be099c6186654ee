namespace Serverless.Tests.Storage.StandIns;

/// <summary>Reads a request as it came over the wire.</summary>
internal static class Wire
{
    public static string? Header(string request, string name) =>
        request.Split("\r\n\r\n")[0].Split("\r\n").Skip(1)
            .Select(line => line.Split(": ", 2))
            .FirstOrDefault(pair => pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];

    /// <summary>Path and query of the first line.</summary>
    public static string Target(string request) => request.Split(' ')[1];
}
