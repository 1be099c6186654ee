using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>The file representatives are imported from, and exported to.</summary>
public static class RepresentativeSheet
{
    /// <summary>What an export shows only to who may see contacts; where the columns are absent, an import leaves what is there.</summary>
    private static readonly string[] Contacts = ["openId", "weComUserId", "phone"];

    private static readonly (CsvColumn Column, Func<Representative, string?> Cell)[] Book =
    [
        (new("id", "编号", Required: true), person => person.Id),
        (new("name", "姓名"), person => person.Name),
        (new("roles", "身份"), person => string.Join('、', person.Roles.Select(role => role.Word()))),
        (new("stationIds", "站点编号"), person => string.Join('、', person.StationIds)),
        (new("headOf", "负责站点"), person => person.HeadOf?.ToString()),
        (new("openId", "微信OpenID"), person => person.OpenId),
        (new("weComUserId", "企业微信账号"), person => person.WeComUserId),
        (new("phone", "电话"), person => person.Phone),
    ];

    public static readonly IReadOnlyList<CsvColumn> Columns = [.. Book.Select(entry => entry.Column)];

    /// <summary>
    /// The people of the file as they are to be, or <see cref="Refusals.CsvInvalid"/> with every row and column that is wrong. An absent
    /// column, and a cell as an export has it, leave what is there; an empty cell empties it.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="stations">The ids of the stations there are, within the caller's scope.</param>
    /// <param name="present">The people there are; those the file does not name stay as they are.</param>
    /// <param name="caller">Who imports: a person who changes must be all theirs, before and after.</param>
    public static Outcome<Representative[]> Read(
        ReadOnlySpan<byte> file, IReadOnlySet<StationId> stations, IReadOnlyCollection<Representative> present, Caller caller)
    {
        var before = present.ToDictionary(person => person.Id);
        if (CsvSheet.Read(file, Columns).Refused(out var refusal, out var sheet)) return refusal;
        if (sheet.Items(row => Read(row, before), person => person.Id, "id").Refused(out refusal, out var items)) return refusal;
        var errors = sheet.Errors();
        // Who is left as they are is written by nobody; a street may send back what was exported to it.
        var changing = items.Where(item => !(before.GetValueOrDefault(item.Value.Id) is { } there && IsLeft(there, item.Value) && (caller.IsDistrictWide || there.StationIds.Any(stations.Contains)))).ToList();
        NoteMissingStations(changing, stations, errors);
        if (!caller.IsDistrictWide) NoteOthersPeople(changing, stations, before, errors);
        var people = items.Select(item => item.Value).ToArray();
        NoteTaken(items, PersonRules.Others(people, present, person => person.HeadOf?.ToString(), people), "headOf", "该站点已有负责人，一个站点只有一位负责人。", errors);
        NoteTaken(items, PersonRules.Others(people, present, person => person.OpenId, people), "openId", "该微信号已属于他人，一个微信号只属于一位代表。", errors);
        return errors.ToRefusal() is { } all ? all : people;
    }

    /// <summary>The file of these people; none of them make the template.</summary>
    /// <param name="people">The people, in order.</param>
    /// <param name="withContacts">True for who may see accounts and telephones.</param>
    public static byte[] Write(IEnumerable<Representative> people, bool withContacts)
    {
        var columns = Book.Where(entry => withContacts || !Contacts.Contains(entry.Column.Field)).ToArray();
        return CsvFile.Write(columns.Select(entry => entry.Column.Title), people.Select(person => columns.Select(entry => entry.Cell(person) ?? "")));
    }

    private static Outcome<Representative> Read(CsvRow row, IReadOnlyDictionary<PersonId, Representative> present)
    {
        var before = PersonId.TryParse(row["id"], out var id) ? present.GetValueOrDefault(id) : null;
        var known = before is null ? null : Cells(before);
        T Read<T>(string field, Func<Representative, T> leave, Func<string, T> read) => row.Leaves(field, known) ? leave(before!) : read(field);
        var roles = Read<IReadOnlyList<RepresentativeRole?>>("roles", person => [.. person.Roles], field => [.. row.List(field).Select(RepresentativeRoleNames.Parse)]);
        if (roles.Contains(null))
            return new FieldErrors().Require(false, "roles", "身份须为区人大代表、镇人大代表、议事代表、市人大代表或全国人大代表。").ToRefusal()!;
        return new RepresentativeDraft(
            Read("name", person => person.Name, field => row[field]), [.. roles.OfType<RepresentativeRole>()], null,
            Read<IReadOnlyList<string>>("stationIds", person => [.. person.StationIds.Select(station => station.ToString())], row.List),
            Read("headOf", person => person.HeadOf?.ToString(), field => row[field]), Read("openId", person => person.OpenId, field => row[field]),
            Read("weComUserId", person => person.WeComUserId, field => row[field]), Read("phone", person => person.Phone, field => row[field])).ToRepresentative(row["id"] ?? "");
    }

    private static Dictionary<string, string> Cells(Representative person) => Book.ToDictionary(entry => entry.Column.Field, entry => entry.Cell(person) ?? "");

    private static bool IsLeft(Representative before, Representative after) => Cells(before).All(cell => Cells(after)[cell.Key] == cell.Value);

    private static void NoteMissingStations(IEnumerable<CsvItem<Representative>> items, IReadOnlySet<StationId> stations, CsvErrors errors)
    {
        foreach (var (row, person) in items)
            foreach (var id in person.StationIds.Where(id => !stations.Contains(id)))
                errors.Add(row, "stationIds", $"没有站点 {id}，请先导入该站点。");
    }

    private static void NoteOthersPeople(
        IEnumerable<CsvItem<Representative>> items, IReadOnlySet<StationId> stations, IReadOnlyDictionary<PersonId, Representative> before, CsvErrors errors)
    {
        foreach (var (row, person) in items)
        {
            if (person.StationIds.Count == 0) errors.Add(row, "stationIds", "须填写您所辖的站点。");
            if (before.TryGetValue(person.Id, out var known) && !known.IsWithin(stations.Contains)) errors.Add(row, "id", "不是您所辖站点的代表。");
        }
    }

    private static void NoteTaken(IEnumerable<CsvItem<Representative>> items, IEnumerable<Representative> others, string field, string sentence, CsvErrors errors)
    {
        var ids = others.Select(person => person.Id).ToHashSet();
        foreach (var (row, person) in items)
            if (ids.Contains(person.Id)) errors.Add(row, field, sentence);
    }
}
