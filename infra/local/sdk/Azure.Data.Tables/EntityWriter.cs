using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes an entity as the JSON of a request: its properties and keys, never its timestamp and etag.</summary>
internal static class EntityWriter
{
    /// <exception cref="ArgumentNullException">The entity or one of its keys is null.</exception>
    public static void Write(ITableEntity entity, Utf8JsonWriter json)
    {
        Check(entity);
        json.WriteStartObject();
        EntityShape.Of(entity.GetType()).WriteProperties(entity, json);
        json.WriteEndObject();
        json.Flush();
    }

    public static void Check(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(ITableEntity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(ITableEntity.RowKey));
    }
}
