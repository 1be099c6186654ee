namespace Serverless.Opinions;

/// <summary>The order of a list of opinions.</summary>
public enum OpinionSort
{
    /// <summary>Newest first.</summary>
    Received,

    /// <summary>What waits to be taken up, and is due first, comes first.</summary>
    Due,
}

/// <summary>How urgent an opinion is that nobody has taken up yet.</summary>
public enum OpinionDue
{
    /// <summary>Its day has passed.</summary>
    Overdue,

    /// <summary>Its day is today or one of the next two working days.</summary>
    Soon,
}
