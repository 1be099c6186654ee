using System.Collections.Concurrent;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>How a type of entities is made, filled and written; found once per type.</summary>
internal abstract class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Typed = new();

    /// <summary>By the run-time type, because a transaction only knows <see cref="ITableEntity"/>.</summary>
    public static EntityShape Of(Type type) =>
        type == typeof(TableEntity) ? DictionaryShape.Instance : Typed.GetOrAdd(type, static found => new TypedShape(found));

    public abstract ITableEntity Create();

    public abstract void Set(ITableEntity entity, string name, object? value);

    public abstract void WriteProperties(ITableEntity entity, Utf8JsonWriter json);
}
