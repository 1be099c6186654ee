#nullable disable
namespace Azure.Data.Tables;

/// <summary>A storage account's name and key.</summary>
/// <exception cref="ArgumentNullException">Name or key is null.</exception>
/// <exception cref="FormatException">The key is not base64.</exception>
public class TableSharedKeyCredential
{
    private volatile byte[] key;

    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountName);
        AccountName = accountName;
        SetAccountKey(accountKey);
    }

    public string AccountName { get; }

    internal byte[] Key => key;

    /// <summary>Takes a rotated key into use; requests already signed keep theirs.</summary>
    public void SetAccountKey(string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountKey);
        key = Convert.FromBase64String(accountKey);
    }
}
