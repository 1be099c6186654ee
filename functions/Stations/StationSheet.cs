using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>The file stations are imported from.</summary>
public static class StationSheet
{
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("stationId", "编号", Required: true), new("name", "名称", Required: true), new("kind", "类型", Required: true),
        new("street", "街道", Required: true), new("village", "村社区"), new("address", "地址"), new("hours", "开放时间"), new("staff", "工作人员"),
        new("status", "状态"), new("openedOn", "启用日期"), new("closedOn", "停用日期"),
    ];

    /// <summary>The stations of the file, or <see cref="Refusals.CsvInvalid"/> with every row and column that is wrong.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="mayWrite">Whether the caller may write the station as it is to be.</param>
    public static Outcome<IReadOnlyList<Station>> Read(ReadOnlySpan<byte> file, Func<Station, bool> mayWrite)
    {
        if (CsvSheet.Read(file, Columns).Refused(out var refusal, out var sheet)) return refusal;
        if (sheet.Items(Station, station => station.StationId, "stationId").Refused(out refusal, out var items))
            return refusal;
        var errors = new CsvErrors();
        foreach (var (row, station) in items)
            if (!mayWrite(station)) errors.Add(row, "stationId", "不是您所辖的站点。");
        return errors.ToRefusal() is { } all ? all : items.Select(item => item.Value).ToArray();
    }

    private static Outcome<Station> Station(CsvRow row)
    {
        var status = row["status"] is { } word ? StationStatusNames.Parse(word) : StationStatus.Active;
        var errors = new FieldErrors().Require(status is not null, "status", "须为启用、暂停或停用。");
        foreach (var field in new[] { "openedOn", "closedOn" })
            errors.Require(row[field] is null || row.Date(field) is not null, field, "须为日期，例如 2026-12-20。");
        return errors.ToRefusal() is { } refusal ? refusal : new StationDraft(
            row["name"], StationKindNames.Parse(row["kind"]), row["street"], null, row["village"], row["address"], row["hours"], [.. row.List("staff").Select(Member)],
            status!.Value, row.Date("openedOn"), row.Date("closedOn")).ToStation(row["stationId"] ?? "");
    }

    /// <summary>Reads 「张三 02362800000」: the phone is what follows the last space or colon, when it looks like one.</summary>
    private static StaffMember Member(string text)
    {
        var gap = text.LastIndexOfAny([' ', ':', '：', '　']);
        return gap > 0 && FieldErrors.IsPhone(text[(gap + 1)..]) ? new StaffMember(text[..gap].Trim(), text[(gap + 1)..]) : new StaffMember(text);
    }
}
