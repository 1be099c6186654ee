using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>A sender as a row.</summary>
internal static class SenderRow
{
    public const string Key = "b";

    public static TableEntity Write(string sender, Sender value) => new(sender, Key)
    {
        ["Scans"] = JsonSerializer.Serialize(value.Binding.Scans, Json.Options),
        ["Sent"] = string.Join(';', value.Sent.List.Select(one => $"{one.Source}@{one.At.UtcTicks}")),
    };

    public static Sender Read(TableEntity row) => new(
        new SenderBinding(JsonSerializer.Deserialize<Scan[]>(row.GetString("Scans"), Json.Options)!),
        new SentOpinions([.. (row.GetString("Sent") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Sent)]));

    private static SentOpinion Sent(string text)
    {
        var at = text.IndexOf('@');
        return new SentOpinion(text[..at], new DateTimeOffset(long.Parse(text.AsSpan(at + 1)), TimeSpan.Zero).ToOffset(StationClock.Offset));
    }
}
