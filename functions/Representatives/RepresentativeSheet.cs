using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>The file representatives are imported from.</summary>
public static class RepresentativeSheet
{
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("id", "编号", Required: true), new("name", "姓名", Required: true), new("roles", "身份", Required: true),
        new("stationIds", "站点编号", Required: true), new("headOf", "负责站点"), new("openId", "微信OpenID"),
        new("weComUserId", "企业微信账号"), new("phone", "电话"),
    ];

    /// <summary>The people of the file, or <see cref="Refusals.CsvInvalid"/> with every row and column that is wrong.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="stations">The ids of the stations there are, within the caller's scope.</param>
    /// <param name="present">The people there are; those the file does not name stay as they are.</param>
    /// <param name="caller">Who imports: a person must be all theirs, before and after.</param>
    public static Outcome<IReadOnlyList<Representative>> Read(
        ReadOnlySpan<byte> file, IReadOnlySet<StationId> stations, IReadOnlyCollection<Representative> present, Caller caller)
    {
        if (CsvSheet.Read(file, Columns).Refused(out var refusal, out var sheet)) return refusal;
        if (sheet.Items(Person, person => person.Id, "id").Refused(out refusal, out var items)) return refusal;
        var errors = new CsvErrors();
        NoteMissingStations(items, stations, errors);
        if (!caller.IsDistrictWide) NoteOthersPeople(items, stations, present, errors);
        NoteSecondHeads(items, present, errors);
        return errors.ToRefusal() is { } all ? all : items.Select(item => item.Value).ToArray();
    }

    private static Outcome<Representative> Person(CsvRow row)
    {
        var roles = row.List("roles").Select(RepresentativeRoleNames.Parse).ToArray();
        if (roles.Contains(null))
            return new FieldErrors().Require(false, "roles", "身份须为区人大代表、镇人大代表、议事代表、市人大代表或全国人大代表。").ToRefusal()!;
        return new RepresentativeDraft(
            row["name"], [.. roles.OfType<RepresentativeRole>()], null, row.List("stationIds"), row["headOf"], row["openId"], row["weComUserId"], row["phone"])
            .ToRepresentative(row["id"] ?? "");
    }

    private static void NoteMissingStations(IReadOnlyList<CsvItem<Representative>> items, IReadOnlySet<StationId> stations, CsvErrors errors)
    {
        foreach (var (row, person) in items)
            foreach (var id in person.StationIds.Where(id => !stations.Contains(id)))
                errors.Add(row, "stationIds", $"没有站点 {id}，请先导入该站点。");
    }

    private static void NoteOthersPeople(
        IReadOnlyList<CsvItem<Representative>> items, IReadOnlySet<StationId> stations, IReadOnlyCollection<Representative> present, CsvErrors errors)
    {
        var before = present.ToDictionary(person => person.Id);
        foreach (var (row, person) in items)
        {
            if (person.StationIds.Count == 0) errors.Add(row, "stationIds", "须填写您所辖的站点。");
            if (before.TryGetValue(person.Id, out var known) && !known.IsWithin(stations.Contains)) errors.Add(row, "id", "不是您所辖站点的代表。");
        }
    }

    private static void NoteSecondHeads(
        IReadOnlyList<CsvItem<Representative>> items, IReadOnlyCollection<Representative> present, CsvErrors errors)
    {
        var named = items.Select(item => item.Value.Id).ToHashSet();
        var heads = present.Where(person => person.HeadOf is not null && !named.Contains(person.Id)).Select(person => person.HeadOf!.Value).ToHashSet();
        foreach (var (row, person) in items)
            if (person.HeadOf is { } station && !heads.Add(station)) errors.Add(row, "headOf", "该站点已有负责人，一个站点只有一位负责人。");
    }
}
