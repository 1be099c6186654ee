#nullable disable
using System.Collections;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary of its properties. Keys, timestamp and etag live in the dictionary too, under the names
/// the service gives them.
/// </summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object> properties;

    public TableEntity() => properties = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => properties = values is null ? [] : new(values);

    public string PartitionKey
    {
        get => GetString(PropertyName.PartitionKey);
        set => properties[PropertyName.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(PropertyName.RowKey);
        set => properties[PropertyName.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(PropertyName.Timestamp);
        set => properties[PropertyName.Timestamp] = value;
    }

    public ETag ETag
    {
        get => new(GetString(PropertyName.ETag));
        set => properties[PropertyName.ETag] = value.ToString();
    }

    public ICollection<string> Keys => properties.Keys;

    public int Count => properties.Count;

    ICollection<object> IDictionary<string, object>.Values => properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    internal Dictionary<string, object> Properties => properties;

    /// <summary>The property's value, null when there is none. A long or a double stays one when given a whole number.</summary>
    public object this[string key]
    {
        get => Find(key);
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            properties[key] = value is not null && properties.TryGetValue(key, out var present) && present is not null
                ? Coerced(present, value)
                : value;
        }
    }

    public string GetString(string key) => Reference<string>(key);

    public byte[] GetBinary(string key) => Reference<byte[]>(key);

    public BinaryData GetBinaryData(string key) => Find(key) switch
    {
        null => null,
        BinaryData data => data,
        byte[] bytes => BinaryData.FromBytes(bytes),
        var other => throw Mismatch(typeof(BinaryData), other),
    };

    public bool? GetBoolean(string key) => Value<bool>(key);

    public int? GetInt32(string key) => Value<int>(key);

    public long? GetInt64(string key) => Value<long>(key);

    public double? GetDouble(string key) => Value<double>(key);

    public Guid? GetGuid(string key) => Value<Guid>(key);

    public DateTime? GetDateTime(string key) => Find(key) switch
    {
        null => null,
        DateTime time => time,
        DateTimeOffset time => time.UtcDateTime,
        var other => throw Mismatch(typeof(DateTime), other),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Find(key) switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        var other => throw Mismatch(typeof(DateTimeOffset), other),
    };

    /// <summary>The same as setting it: a present property is overwritten.</summary>
    public void Add(string key, object value) => this[key] = value;

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool Remove(string key) => properties.Remove(key);

    public bool TryGetValue(string key, out object value) => properties.TryGetValue(key, out value);

    public void Clear() => properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => this[item.Key] = item.Value;

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private static object Coerced(object present, object value) => (present, value) switch
    {
        (double, int whole) => (double)whole,
        (long, int whole) => (long)whole,
        (string, DateTime or DateTimeOffset) => value.ToString(),
        _ => value,
    };

    private static InvalidOperationException Mismatch(Type asked, object value) =>
        new($"Cannot return {asked} type for a {value.GetType()} typed property.");

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return properties.GetValueOrDefault(key);
    }

    private T Reference<T>(string key)
        where T : class =>
        Find(key) switch { null => null, T value => value, var other => throw Mismatch(typeof(T), other) };

    private T? Value<T>(string key)
        where T : struct =>
        Find(key) switch { null => null, T value => value, var other => throw Mismatch(typeof(T), other) };
}
