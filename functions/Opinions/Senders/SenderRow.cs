using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>A sender's binding as a row.</summary>
internal static class SenderRow
{
    public const string Key = "b";

    public static TableEntity Write(string sender, SenderBinding binding) => new TableEntity(sender, Key)
    {
        ["Scans"] = JsonSerializer.Serialize(binding.Scans, Json.Options), ["ForgottenAt"] = binding.ForgottenAt,
    }.Set("Left", binding.Left is { } left ? string.Join(',', left) : null);

    public static SenderBinding Read(TableEntity row) => new(
        JsonSerializer.Deserialize<Scan[]>(row.GetString("Scans"), Json.Options)!, row.GetInt64("ForgottenAt")!.Value,
        row.GetString("Left") is { } left ? [.. left.Split(',').Select(Identifier.Read<StationId>)] : null);
}
