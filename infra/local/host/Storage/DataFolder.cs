namespace Serverless.Local;

/// <summary>The folder a host keeps its things in, held by an open file: that ends with the process, however it ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold) => (Path, this.hold) = (path, hold);

    public string Path { get; }

    /// <param name="path">Made if absent.</param>
    /// <exception cref="InvalidOperationException">Another host has it.</exception>
    public static DataFolder Take(string path)
    {
        var folder = Directory.CreateDirectory(path).FullName;
        try
        {
            return new(folder, new FileStream(System.IO.Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault)
        {
            throw new InvalidOperationException($"Another host works in {folder}: end it first, or give this one a folder of its own with --data.", fault);
        }
    }

    public void Dispose() => hold.Dispose();
}
