namespace Azure.Data.Tables;

/// <summary>Names of the properties that every row has.</summary>
internal static class PropertyName
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";

    /// <summary>Whether the service alone writes it.</summary>
    public static bool IsOfService(string name) => name is Timestamp or ETag;
}
