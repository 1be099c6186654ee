using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>A station as a row.</summary>
internal static class StationRow
{
    public const string Partition = "stations";

    private const string DateFormat = "yyyy-MM-dd";

    public static TableEntity Write(Station station) => new TableEntity(Partition, station.StationId)
    {
        ["Name"] = station.Name, ["Kind"] = Json.Name(station.Kind), ["Street"] = station.Street,
        ["Staff"] = JsonSerializer.Serialize(station.Staff, Json.Options),
    }.Set("Village", station.Village).Set("Address", station.Address).Set("Hours", station.Hours)
        .Set("Status", station.Status == StationStatus.Active ? null : Json.Name(station.Status)).Set("OpenedOn", Text(station.OpenedOn)).Set("ClosedOn", Text(station.ClosedOn));

    public static Station Read(TableEntity row) =>
        new(Id(row), row.GetString("Name"), Json.Enum<StationKind>(row.GetString("Kind")), row.GetString("Street"))
        {
            Village = row.GetString("Village"), Address = row.GetString("Address"), Hours = row.GetString("Hours"),
            Staff = JsonSerializer.Deserialize<StaffMember[]>(row.GetString("Staff"), Json.Options)!,
            Status = Status(row), OpenedOn = Date(row, "OpenedOn"), ClosedOn = Date(row, "ClosedOn"),
        };

    /// <summary>What is needed to tell where a station lies and what it owes.</summary>
    public static readonly string[] Place = ["RowKey", "Street", "Status", "OpenedOn", "ClosedOn"];

    /// <summary>Of a row's columns in <see cref="Place"/>.</summary>
    public static (StationId Id, string Street, StationOpening Opening) ReadPlace(TableEntity row) =>
        (Id(row), row.GetString("Street"), new StationOpening(Status(row), Date(row, "OpenedOn"), Date(row, "ClosedOn")));

    // An active station's row has no status: most are, and rows of before there was one are too.
    private static StationStatus Status(TableEntity row) => row.GetString("Status") is { } name ? Json.Enum<StationStatus>(name) : StationStatus.Active;

    private static string? Text(DateOnly? date) => date?.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static DateOnly? Date(TableEntity row, string name) =>
        row.GetString(name) is { } text ? DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture) : null;

    public static StationId Id(TableEntity row) => Identifier.Read<StationId>(row.RowKey);
}
