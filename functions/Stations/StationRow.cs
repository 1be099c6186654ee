using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>A station as a row.</summary>
internal static class StationRow
{
    public const string Partition = "stations";

    public static TableEntity Write(Station station) => new TableEntity(Partition, station.StationId)
    {
        ["Name"] = station.Name, ["Kind"] = Json.Name(station.Kind), ["Street"] = station.Street,
        ["Staff"] = JsonSerializer.Serialize(station.Staff, Json.Options),
    }.Set("Village", station.Village).Set("Address", station.Address).Set("Hours", station.Hours);

    public static Station Read(TableEntity row) =>
        new(Id(row), row.GetString("Name"), Json.Enum<StationKind>(row.GetString("Kind")), row.GetString("Street"))
        {
            Village = row.GetString("Village"), Address = row.GetString("Address"), Hours = row.GetString("Hours"),
            Staff = JsonSerializer.Deserialize<StaffMember[]>(row.GetString("Staff"), Json.Options)!,
        };

    public static StationId Id(TableEntity row) => Identifier.Read<StationId>(row.RowKey);
}
