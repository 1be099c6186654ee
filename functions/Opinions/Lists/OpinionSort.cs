namespace Serverless.Opinions;

/// <summary>The order of a list of opinions.</summary>
public enum OpinionSort
{
    /// <summary>Newest first.</summary>
    Received,

    /// <summary>What is due first comes first.</summary>
    Due,
}

/// <summary>How urgent an open opinion is.</summary>
public enum OpinionDue
{
    /// <summary>Its day has passed.</summary>
    Overdue,

    /// <summary>Its day is today or one of the next two working days.</summary>
    Soon,
}
