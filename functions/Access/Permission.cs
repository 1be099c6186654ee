namespace Serverless.Access;

/// <summary>What a route or an action needs its caller to be allowed.</summary>
public enum Permission
{
    ReadStations,
    WriteStations,
    ReadRepresentatives,
    WriteRepresentatives,

    /// <summary>To hand in opinions for citizens, and to read back and withdraw what one has handed in; who handles opinions withdraws others' too.</summary>
    HandInOpinions,
    ReadOpinions,
    HandleOpinions,
    ReadOccasions,
    DecideOccasions,
    ReadNotices,
    ReadStatistics,
    RefreshStatistics,

    /// <summary>To see names, telephones and accounts of people; without it answers leave them out.</summary>
    SeeContacts,
    ReadAudit,
    ManageAccess,
}
