using System.Linq.Expressions;
using System.Reflection;

namespace Azure.Data.Tables;

/// <summary>One property of a class of rows with its compiled accessors.</summary>
internal sealed class TypedProperty
{
    private readonly Func<object, object?>? get;
    private readonly Action<object, object?>? set;
    private readonly Type type;

    public TypedProperty(PropertyInfo property, string name)
    {
        Name = name;
        type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        get = property.GetMethod is { IsPublic: true } ? Getter(property) : null;
        set = property.CanWrite ? Setter(property) : null;
    }

    public string Name { get; }

    public bool IsReadable => get is not null;

    public bool IsWritable => set is not null;

    /// <summary>An enum travels by name.</summary>
    public object? Get(ITableEntity entity) => get!(entity) is var value && type.IsEnum ? value?.ToString() : value;

    public void Set(ITableEntity entity, object? value)
    {
        if (value is not null && ValueConversion.TryTo(type, value, out var converted))
            set!(entity, converted);
    }

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var entity = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(entity, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), entity).Compile();
    }

    private static Action<object, object?> Setter(PropertyInfo property)
    {
        var entity = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        // Unbox refers into the box, so that a struct entity is changed and not its copy.
        var target = property.DeclaringType!.IsValueType
            ? Expression.Unbox(entity, property.DeclaringType)
            : Expression.Convert(entity, property.DeclaringType);
        var assign = Expression.Assign(Expression.Property(target, property), Expression.Convert(value, property.PropertyType));
        return Expression.Lambda<Action<object, object?>>(assign, entity, value).Compile();
    }
}
