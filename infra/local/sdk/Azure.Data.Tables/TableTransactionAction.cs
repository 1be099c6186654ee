#nullable disable
namespace Azure.Data.Tables;

/// <summary>
/// One action of a transaction. Without an etag, an update is unconditional (it even creates the row) and a delete
/// wants the row to be there in whatever version.
/// </summary>
/// <exception cref="ArgumentNullException">The entity is null.</exception>
public class TableTransactionAction
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
