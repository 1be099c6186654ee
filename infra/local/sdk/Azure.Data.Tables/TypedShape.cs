using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// A class of rows: its public properties, named by <see cref="DataMemberAttribute"/> where it names them, without those
/// marked <see cref="IgnoreDataMemberAttribute"/>. Accessors are compiled when the type is first met.
/// </summary>
internal sealed class TypedShape : EntityShape
{
    private readonly Func<ITableEntity>? create;
    private readonly string type;
    private readonly TypedProperty[] written;
    private readonly Dictionary<string, TypedProperty> read;

    public TypedShape(Type type)
    {
        this.type = type.ToString();
        var properties = Declared(type)
            .Where(property => property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(property => new TypedProperty(property, NameOf(property)))
            .DistinctBy(property => property.Name)
            .ToArray();
        written = [.. properties.Where(property => property.IsReadable && !PropertyName.IsOfService(property.Name))];
        read = properties.Where(property => property.IsWritable).ToDictionary(property => property.Name);
        create = type.GetConstructor(Type.EmptyTypes) is null
            ? null
            : Expression.Lambda<Func<ITableEntity>>(Expression.Convert(Expression.New(type), typeof(ITableEntity))).Compile();
    }

    public override ITableEntity Create() =>
        create is null ? throw new InvalidOperationException($"{type} needs a public constructor without parameters to be read.") : create();

    public override void Set(ITableEntity entity, string name, object? value)
    {
        if (read.TryGetValue(name, out var property))
            property.Set(entity, value);
    }

    public override void WriteProperties(ITableEntity entity, Utf8JsonWriter json)
    {
        foreach (var property in written)
            ValueWriter.Write(json, property.Name, property.Get(entity));
    }

    /// <summary>The interface's own come last, for a class that implements them explicitly.</summary>
    private static IEnumerable<PropertyInfo> Declared(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Concat(typeof(ITableEntity).GetProperties());

    private static string NameOf(PropertyInfo property) =>
        property.PropertyType == typeof(ETag) && property.Name == nameof(ITableEntity.ETag)
            ? PropertyName.ETag
            : property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;
}
