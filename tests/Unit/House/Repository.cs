namespace Serverless.Tests.Unit.House;

/// <summary>The sources these tests read.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    /// <summary>Every source file of the product, by its path below <c>functions/</c> with forward slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Product() =>
        Directory.EnumerateFiles(Path.Combine(Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Path.Combine(Root, "functions"), file).Replace('\\', '/'), file))
            .Where(one => !one.Path.StartsWith("obj/") && !one.Path.StartsWith("bin/"))
            .Select(one => (one.Path, File.ReadAllText(one.file)));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Serverless.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Serverless.sln was not found");
        return folder;
    }
}
