using System.Text;

namespace Azure.Data.Tables;

/// <summary>
/// A transaction's body: one HTTP request per action in nested multiparts, all written into one buffer.
/// The boundaries may stay the same for the process's life, because JSON has no raw line ends.
/// </summary>
internal static class BatchContent
{
    private static readonly string Batch = $"batch_{Guid.NewGuid()}";
    private static readonly string ChangeSet = $"changeset_{Guid.NewGuid()}";

    private static readonly byte[] Start =
        Encoding.ASCII.GetBytes($"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");

    private static readonly byte[] Part =
        Encoding.ASCII.GetBytes($"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");

    private static readonly byte[] End = Encoding.ASCII.GetBytes($"--{ChangeSet}--\r\n\r\n--{Batch}--\r\n");

    public static readonly TableHeaders Headers = new($"multipart/mixed; boundary={Batch}");

    public static RequestBuffer Of(IEnumerable<TableTransactionAction> actions, TableAddress table)
    {
        var buffer = RequestBuffer.Take();
        buffer.Write(Start);
        var count = 0;
        foreach (var action in actions)
        {
            Write(buffer, action, table);
            count++;
        }

        if (count == 0)
            throw new InvalidOperationException("Cannot submit a transaction with no actions.");
        buffer.Write(End);
        return buffer;
    }

    private static void Write(RequestBuffer buffer, TableTransactionAction action, TableAddress table)
    {
        EntityWriter.Check(action.Entity);
        buffer.Write(Part);
        buffer.Write(Verb(action.ActionType));
        if (action.ActionType == TableTransactionActionType.Add)
            buffer.Write(table.Insert);
        else
            table.WriteKey(buffer, action.Entity.PartitionKey, action.Entity.RowKey);
        buffer.Write(" HTTP/1.1\r\nDataServiceVersion: 3.0\r\nAccept: application/json;odata=minimalmetadata\r\n"u8);
        Condition(buffer, action);
        Body(buffer, action);
    }

    private static ReadOnlySpan<byte> Verb(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => "POST "u8,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH "u8,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT "u8,
        TableTransactionActionType.Delete => "DELETE "u8,
        _ => throw new InvalidOperationException($"Unknown action type {type}."),
    };

    private static void Condition(RequestBuffer buffer, TableTransactionAction action)
    {
        var etag = action.ActionType switch
        {
            TableTransactionActionType.Delete => action.ETag == default ? ETag.All : action.ETag,
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace => action.ETag,
            _ => default,
        };
        if (etag == default)
            return;
        buffer.Write("If-Match: "u8);
        buffer.Write(etag.ToString());
        buffer.Write("\r\n"u8);
    }

    private static void Body(RequestBuffer buffer, TableTransactionAction action)
    {
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            buffer.Write("\r\n"u8);
            return;
        }

        if (action.ActionType == TableTransactionActionType.Add)
            buffer.Write("Prefer: return-no-content\r\n"u8);
        buffer.Write("Content-Type: application/json;odata=nometadata\r\n\r\n"u8);
        EntityWriter.Write(action.Entity, buffer.Utf8Json());
        buffer.Write("\r\n"u8);
    }
}
