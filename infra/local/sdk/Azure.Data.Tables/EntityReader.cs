using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads entities from the JSON of a response with minimal metadata.</summary>
internal static class EntityReader
{
    /// <summary>One entity, the answer to a point read.</summary>
    public static T One<T>(ReadOnlyMemory<byte> body)
        where T : class, ITableEntity
    {
        var reader = new Utf8JsonReader(body.Span);
        reader.Read();
        return (T)Entity(ref reader, EntityShape.Of(typeof(T)));
    }

    /// <summary>The entities of a page: <c>{"odata.metadata":…,"value":[…]}</c>.</summary>
    public static List<T> Page<T>(ReadOnlyMemory<byte> body)
        where T : class, ITableEntity
    {
        var entities = new List<T>();
        var shape = EntityShape.Of(typeof(T));
        var reader = new Utf8JsonReader(body.Span);
        JsonPage.EnterValue(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            entities.Add((T)Entity(ref reader, shape));
        return entities;
    }

    private static ITableEntity Entity(ref Utf8JsonReader reader, EntityShape shape)
    {
        var entity = shape.Create();
        var type = EdmType.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.EndsWith("@odata.type"u8))
            {
                reader.Read();
                type = EdmTypeName.Parse(ref reader);
                continue;
            }

            var name = KnownNames.Of(ref reader);
            reader.Read();
            if (name is PropertyName.Timestamp)
                type = EdmType.DateTime;
            if (name is PropertyName.ETag || !name.StartsWith("odata.", StringComparison.Ordinal))
                shape.Set(entity, name, ValueReader.Read(ref reader, type));
            type = EdmType.None;
        }

        return entity;
    }
}
