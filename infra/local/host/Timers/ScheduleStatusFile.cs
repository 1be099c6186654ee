using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>A timer's last and next run, kept over restarts: one JSON file a timer, in UTC.</summary>
internal sealed class ScheduleStatusFile(StorageAccount account, string timer)
{
    // Made late, as the account's name is.
    private string Path => field ??= System.IO.Path.Combine(account.TimersFolder, $"{timer}.json");

    /// <summary>What was kept; null when nothing was, or when the file was cut short by a crash.</summary>
    public ScheduleStatus? Read()
    {
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(Path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(ScheduleStatus status)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllBytes(Path + ".new", JsonSerializer.SerializeToUtf8Bytes(status));
        File.Move(Path + ".new", Path, overwrite: true);
    }
}
