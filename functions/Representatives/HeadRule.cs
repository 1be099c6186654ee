using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// 1+N: the head of a station is a district deputy of that station, and a station has one head.
/// </summary>
public static class HeadRule
{
    /// <summary><see cref="RepresentativeRefusals.HeadNotAllowed"/> when the person cannot head the station they are to head; else null.</summary>
    public static Refusal? Check(Representative person)
    {
        if (person.HeadOf is not { } station) return null;
        if (!person.Roles.Contains(RepresentativeRole.DistrictDeputy)) return Refuse(RepresentativeRefusals.HeadNotAllowed.Detail);
        return person.StationIds.Contains(station) ? null : Refuse("负责的站点须是本人所在的站点之一。请先在 stationIds 中加入该站点。");
    }

    /// <summary><see cref="RepresentativeRefusals.HeadTaken"/> when somebody else of these people heads the station; else null.</summary>
    public static Refusal? Check(Representative person, IEnumerable<Representative> people) =>
        person.HeadOf is not null && people.Any(other => other.Id != person.Id && other.HeadOf == person.HeadOf) ? RepresentativeRefusals.HeadTaken : null;

    private static Refusal? Refuse(string sentence) =>
        new FieldErrors().Require(false, "headOf", sentence).ToRefusal(RepresentativeRefusals.HeadNotAllowed.Because(sentence));
}
