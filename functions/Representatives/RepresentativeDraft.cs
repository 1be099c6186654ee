using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>A representative as a caller sends them, not yet checked.</summary>
public sealed record RepresentativeDraft(
    string? Name, IReadOnlyList<RepresentativeRole>? Roles,
    string? Id = null, IReadOnlyList<string?>? StationIds = null, string? HeadOf = null, string? OpenId = null, string? WeComUserId = null, string? Phone = null)
{
    /// <summary>
    /// The representative, or <see cref="Refusals.FieldsInvalid"/> with every field that is wrong, or
    /// <see cref="RepresentativeRefusals.HeadNotAllowed"/>. Whether the stations exist is for the caller to see.
    /// </summary>
    /// <param name="id">The id the route names; the body's, when there is one, must be the same.</param>
    public Outcome<Representative> ToRepresentative(string? id)
    {
        var stations = (StationIds ?? []).Select(text => StationId.TryParse(text, out var station) ? station : (StationId?)null).ToArray();
        var errors = new FieldErrors()
            .Require(PersonId.TryParse(id, out var known), "id", "须为 1 至 40 个字母、数字、连字符或下划线。")
            .Require(Id is null || Id == id, "id", "须与地址中的代表编号一致。")
            .Require(Name is not null, "name", "必填。").Text(Name, "name", 30)
            .Require(Roles is { Count: > 0 }, "roles", "至少填写一种身份。")
            .Require(Roles is null || Roles.Distinct().Count() == Roles.Count, "roles", "同一种身份只写一次。")
            .Require(IsStationList(stations), "stationIds", "须为最多 10 个不重复的站点编号，每个为 2 至 20 个小写字母或数字。")
            .Require(StationId.TryParse(HeadOf, out var head) || HeadOf is null, "headOf", "须为站点编号：2 至 20 个小写字母或数字。")
            .Require(OpenId is null || IsAccount(OpenId), "openId", "须为 1 至 64 个字母、数字或 . - _ @。")
            .Require(WeComUserId is null || IsAccount(WeComUserId), "weComUserId", "须为 1 至 64 个字母、数字或 . - _ @。")
            .Require(Phone is null || FieldErrors.IsPhone(Phone), "phone", "须为 3 至 20 位电话号码。");
        if (errors.ToRefusal() is { } refusal) return refusal;
        var person = new Representative(known, Name!, [.. Roles!], [.. stations.OfType<StationId>()])
        {
            HeadOf = HeadOf is null ? null : head, OpenId = OpenId, WeComUserId = WeComUserId, Phone = Phone,
        };
        return HeadRule.Check(person) is { } no ? no : person;
    }

    private static bool IsStationList(StationId?[] ids) => ids.Length <= 10 && !ids.Contains(null) && ids.Distinct().Count() == ids.Length;

    private static bool IsAccount(string text) =>
        text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@');
}
