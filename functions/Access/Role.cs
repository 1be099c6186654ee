using System.Collections.Frozen;
using static Serverless.Access.Permission;

namespace Serverless.Access;

/// <summary>What somebody is to the service (角色).</summary>
public enum Role
{
    Administrator,

    /// <summary>The district's office (区人大).</summary>
    District,

    /// <summary>A street's or town's working committee (街道人大工委、镇人大).</summary>
    Street,

    /// <summary>A station's staff (站点工作人员).</summary>
    Station,

    /// <summary>The deputy who heads a station (站长).</summary>
    Head,

    /// <summary>A unit that handles opinions (承办单位).</summary>
    Unit,
    Representative,
    Auditor,

    /// <summary>A program that hands in for citizens.</summary>
    Bot,

    /// <summary>A program that shows figures.</summary>
    Dashboard,
}

/// <summary>What each role may; who has several may what any of them may. What is not listed is not allowed.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Desk =
        [ReadStations, ReadRepresentatives, HandInOpinions, ReadOpinions, HandleOpinions, ReadOccasions, DecideOccasions, ReadNotices, ReadStatistics, SeeContacts];

    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, Permission[]>
    {
        [Role.Administrator] = Enum.GetValues<Permission>(),
        [Role.District] = [.. Desk, WriteStations, WriteRepresentatives, RefreshStatistics],
        [Role.Street] = [.. Desk, WriteStations, WriteRepresentatives],
        [Role.Station] = Desk,
        [Role.Head] = Desk,
        [Role.Unit] = [ReadStations],
        [Role.Representative] = [ReadStations, ReadRepresentatives, ReadOccasions, ReadOpinions, ReadNotices],
        [Role.Auditor] = [ReadStations, ReadRepresentatives, ReadOpinions, ReadOccasions, ReadNotices, ReadStatistics, SeeContacts, ReadAudit],
        [Role.Bot] = [ReadStations, HandInOpinions],
        [Role.Dashboard] = [ReadStations, ReadRepresentatives, ReadOpinions, ReadOccasions, ReadNotices, ReadStatistics],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    public static bool May(this Role role, Permission permission) => Table[role].Contains(permission);
}
