using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Local;

/// <summary>A timer's last and next run, kept over restarts: one JSON file a timer, in UTC.</summary>
internal sealed class ScheduleStatusFile(string folder, string timer)
{
    private readonly string path = Path.Combine(folder, $"{timer}.json");

    /// <summary>What was kept; null when nothing was, or when the file was cut short by a crash.</summary>
    public ScheduleStatus? Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(ScheduleStatus status)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(status));
        File.Move(path + ".new", path, overwrite: true);
    }
}
