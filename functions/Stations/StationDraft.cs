using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>A station as a caller sends it, not yet checked.</summary>
public sealed record StationDraft(
    string? Name, StationKind? Kind, string? Street,
    string? StationId = null, string? Village = null, string? Address = null, string? Hours = null, IReadOnlyList<StaffMember?>? Staff = null,
    StationStatus Status = StationStatus.Active, DateOnly? OpenedOn = null, DateOnly? ClosedOn = null)
{
    /// <summary>The station, or <see cref="Refusals.FieldsInvalid"/> with every field that is wrong.</summary>
    /// <param name="stationId">The id the route names; the body's, when there is one, must be the same.</param>
    public Outcome<Station> ToStation(string? stationId)
    {
        var errors = new FieldErrors()
            .Require(Platform.StationId.TryParse(stationId, out var id), "stationId", "须为 2 至 20 个小写字母或数字。")
            .Require(StationId is null || StationId == stationId, "stationId", "须与地址中的站点编号一致。")
            .Require(Name is not null, "name", "必填。").Text(Name, "name", 60)
            .Require(Kind is not null, "kind", "须为 home（代表之家）、station（活动站）、contactPoint（联络点）或 studio（工作室）。")
            .Require(Street is not null, "street", "必填。").Text(Street, "street", 40)
            .Text(Village, "village", 40).Text(Address, "address", 120).Text(Hours, "hours", 120)
            .Require(Staff is null or { Count: <= 20 }, "staff", "最多 20 人。")
            .Require(Staff is null || Staff.All(IsStaff), "staff", "每人须有 1 至 30 个字的姓名；电话如填写，须为 3 至 20 位。")
            .Require(IsDay(OpenedOn), "openedOn", "须为 1949 年至 2099 年的日期。")
            .Require(IsDay(ClosedOn), "closedOn", "须为 1949 年至 2099 年的日期。")
            .Require(!(ClosedOn < OpenedOn), "closedOn", "停用日期不能早于启用日期。");
        return errors.ToRefusal() is { } refusal ? refusal : new Station(id, Name!, Kind!.Value, Street!)
        {
            Village = Village, Address = Address, Hours = Hours, Staff = [.. Staff?.OfType<StaffMember>() ?? []],
            Status = Status, OpenedOn = OpenedOn, ClosedOn = ClosedOn,
        };
    }

    private static bool IsDay(DateOnly? date) => date is null or { Year: >= 1949 and < 2100 };

    private static bool IsStaff(StaffMember? member) =>
        member is { Name: { } name } && FieldErrors.IsText(name, 30) && (member.Phone is null || FieldErrors.IsPhone(member.Phone));
}
