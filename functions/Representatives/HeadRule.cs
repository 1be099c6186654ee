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

    private static Refusal? Refuse(string sentence) =>
        new FieldErrors().Require(false, "headOf", sentence).ToRefusal(RepresentativeRefusals.HeadNotAllowed.Because(sentence));
}
