namespace Azure.Data.Tables;

/// <summary>How an update treats properties that the given entity does not have.</summary>
public enum TableUpdateMode
{
    /// <summary>Keeps them.</summary>
    Merge = 0,

    /// <summary>Drops them.</summary>
    Replace = 1,
}
