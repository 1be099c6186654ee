namespace Serverless.Local;

/// <summary>Finds infra/local of the repository this program was built in, or of the current folder.</summary>
internal static class RepositoryFolder
{
    /// <summary>infra/local/.data; <c>.data</c> of the current folder where there is no repository around.</summary>
    public static string DefaultData { get; } =
        Path.Combine(InfraLocal(AppContext.BaseDirectory) ?? InfraLocal(Directory.GetCurrentDirectory()) ?? Directory.GetCurrentDirectory(), ".data");

    private static string? InfraLocal(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var local = Path.Combine(folder.FullName, "infra", "local");
            if (File.Exists(Path.Combine(local, "host", "Host.csproj"))) return local;
        }
        return null;
    }
}
