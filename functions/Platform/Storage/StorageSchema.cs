namespace Serverless.Platform;

/// <summary>
/// Every table and queue the product uses. The bicep, the local host and the README take or repeat this list, and
/// tests keep them equal to the constants of the <c>*Table</c> and <c>*Queue</c> files.
/// </summary>
public static class StorageSchema
{
    public static readonly string[] Tables = ["Access", "Audit", "Stations", "Representatives", "Opinions", "Senders", "Occasions", "Notices", "Statistics"];

    public static readonly string[] Queues = ["remind-stations", "refresh-statistics"];
}
