using System.Globalization;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>The file stations are imported from, and exported to.</summary>
public static class StationSheet
{
    /// <summary>What an export shows only to who may see contacts; where the column is absent, an import leaves what is there.</summary>
    private const string Contacts = "staff";

    private static readonly char[] Gaps = [' ', ':', '：', '\u3000'];

    private static readonly (CsvColumn Column, Func<Station, string?> Cell)[] Book =
    [
        (new("stationId", "编号", Required: true), station => station.StationId),
        (new("name", "名称"), station => station.Name),
        (new("kind", "类型"), station => station.Kind.Word()),
        (new("street", "街道"), station => station.Street),
        (new("village", "村社区"), station => station.Village),
        (new("address", "地址"), station => station.Address),
        (new("hours", "开放时间"), station => station.Hours),
        (new(Contacts, "工作人员"), station => string.Join('、', station.Staff.Select(member => member.Phone is null ? member.Name : $"{member.Name} {member.Phone}"))),
        (new("status", "状态"), station => station.Status.Word()),
        (new("openedOn", "启用日期"), station => Text(station.OpenedOn)),
        (new("closedOn", "停用日期"), station => Text(station.ClosedOn)),
    ];

    public static readonly IReadOnlyList<CsvColumn> Columns = [.. Book.Select(entry => entry.Column)];

    /// <summary>
    /// The stations of the file as they are to be, or <see cref="Refusals.CsvInvalid"/> with every row and column that is wrong. An
    /// absent column, and a cell as an export has it, leave what is there; an empty cell empties it.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="present">The stations there are.</param>
    /// <param name="mayWrite">Whether the caller may write the station as it is, and as it is to be.</param>
    public static Outcome<Station[]> Read(ReadOnlySpan<byte> file, IReadOnlyDictionary<StationId, Station> present, Func<Station, bool> mayWrite)
    {
        if (CsvSheet.Read(file, Columns).Refused(out var refusal, out var sheet)) return refusal;
        if (sheet.Items(row => Read(row, present), station => station.StationId, "stationId").Refused(out refusal, out var items)) return refusal;
        var errors = sheet.Errors();
        foreach (var (row, station) in items)
            if (!mayWrite(station) || !mayWrite(present.GetValueOrDefault(station.StationId, station))) errors.Add(row, "stationId", "不是您所辖的站点。");
        return errors.ToRefusal() is { } all ? all : items.Select(item => item.Value).ToArray();
    }

    /// <summary>The file of these stations; none of them make the template.</summary>
    /// <param name="stations">The stations, in order.</param>
    /// <param name="withContacts">True for who may see staff's telephones.</param>
    public static byte[] Write(IEnumerable<Station> stations, bool withContacts)
    {
        var columns = Book.Where(entry => withContacts || entry.Column.Field != Contacts).ToArray();
        return CsvFile.Write(columns.Select(entry => entry.Column.Title), stations.Select(station => columns.Select(entry => entry.Cell(station) ?? "")));
    }

    private static Outcome<Station> Read(CsvRow row, IReadOnlyDictionary<StationId, Station> present)
    {
        var before = StationId.TryParse(row["stationId"], out var id) ? present.GetValueOrDefault(id) : null;
        var known = before is null ? null : Book.ToDictionary(entry => entry.Column.Field, entry => entry.Cell(before) ?? "");
        T Read<T>(string field, Func<Station, T> leave, Func<string, T> read) => row.Leaves(field, known) ? leave(before!) : read(field);
        var status = Read("status", station => station.Status, field => row[field] is { } word ? StationStatusNames.Parse(word) : StationStatus.Active);
        var errors = new FieldErrors().Require(status is not null, "status", "须为启用、暂停或停用。");
        foreach (var field in new[] { "openedOn", "closedOn" })
            errors.Require(row[field] is null || row.Date(field) is not null, field, "须为日期，例如 2026-12-20。");
        return errors.ToRefusal() is { } refusal ? refusal : new StationDraft(
            Read("name", station => station.Name, field => row[field]), Read("kind", station => (StationKind?)station.Kind, field => StationKindNames.Parse(row[field])),
            Read("street", station => station.Street, field => row[field]), null, Read("village", station => station.Village, field => row[field]),
            Read("address", station => station.Address, field => row[field]), Read("hours", station => station.Hours, field => row[field]),
            Read<IReadOnlyList<StaffMember>>("staff", station => station.Staff, field => [.. row.List(field).Select(Member)]), status!.Value,
            Read("openedOn", station => station.OpenedOn, row.Date), Read("closedOn", station => station.ClosedOn, row.Date)).ToStation(row["stationId"] ?? "");
    }

    /// <summary>Reads 「张三 02362800000」: the phone is all that follows the first space or colon after which nothing else stands.</summary>
    private static StaffMember Member(string text)
    {
        for (var gap = text.IndexOfAny(Gaps, 1); gap > 0; gap = text.IndexOfAny(Gaps, gap + 1))
            if (FieldErrors.IsPhone(text[(gap + 1)..].Trim())) return new StaffMember(text[..gap].Trim(), text[(gap + 1)..].Trim());
        return new StaffMember(text);
    }

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
