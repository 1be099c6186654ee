namespace Serverless.Local.Demo;

/// <summary>Reads the lists beside this file, which are part of the program.</summary>
internal static class DemoLines
{
    /// <summary>The lines of a list that are neither empty nor a remark.</summary>
    public static IEnumerable<string> Of(string list)
    {
        using var text = new StreamReader(typeof(DemoLines).Assembly.GetManifestResourceStream($"demo/{list}")!);
        while (text.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
