#nullable disable
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused as a whole; status and code are those of the action that failed.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException) =>
        FailedTransactionActionIndex = IndexOf(requestFailedException.Message);

    /// <summary>Place of the failing action in the transaction, from 0; null when the service did not name one.</summary>
    public int? FailedTransactionActionIndex { get; }

    /// <summary>The service's message starts with the index and a colon: <c>1:The specified entity already exists.</c></summary>
    private static int? IndexOf(string message)
    {
        var colon = message.AsSpan().IndexOf(':');
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
