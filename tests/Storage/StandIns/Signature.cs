using System.Reflection;
using System.Runtime.CompilerServices;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>The public surface of an assembly, a line a type and a line a member, with nullability.</summary>
internal static class Signature
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int",
    };

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"{type.FullName}: {Kind(type)}{Bases(type)}{Targets(type)}";
        if (type.IsSubclassOf(typeof(Delegate))) yield return $"{type.FullName}.Invoke{Parameters(type.GetMethod("Invoke")!)}: {Result(type.GetMethod("Invoke")!)}";
        else foreach (var line in type.GetMembers(Declared).Select(member => Line(type, member)).OfType<string>()) yield return line;
    }

    private static string? Line(Type type, MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsSpecialName: false, IsLiteral: true } value when type.IsEnum => $"{type.FullName}.{value.Name} = {Convert.ToInt32(value.GetRawConstantValue())}",
        ConstructorInfo { IsPublic: true } constructor => $"{type.FullName}{Parameters(constructor)}",
        PropertyInfo property when property.GetMethod is { IsPublic: true } read => $"{type.FullName}.{property.Name}: {Modifier(type, read)}{Named(property.PropertyType, new NullabilityInfoContext().Create(property))} {{ get;{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        MethodInfo { IsPublic: true, IsSpecialName: false } method when method.GetBaseDefinition().DeclaringType != typeof(object) => $"{type.FullName}.{method.Name}{Generics(method)}{Parameters(method)}: {Modifier(type, method)}{Result(method)}",
        _ => null,
    };

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : $"{(type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}class";

    private static string Bases(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate))) return "";
        var bases = type.GetInterfaces().Where(own => !type.GetInterfaces().Any(other => other.GetInterfaces().Contains(own))).Select(own => Named(own, null)).Order();
        var all = type.BaseType is { } parent && parent != typeof(object) ? bases.Prepend(Named(parent, null)) : bases;
        return all.Any() ? $" : {string.Join(", ", all)}" : "";
    }

    private static string Targets(Type type) =>
        type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage ? $" for {usage.ValidOn}" : "";

    private static string Modifier(Type type, MethodInfo method) =>
        type.IsInterface ? "" : method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"({extends}{string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Named(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}";

    private static string Result(MethodInfo method) => Named(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));

    private static string Named(Type type, NullabilityInfo? nullability)
    {
        var name = type switch
        {
            { IsArray: true } => $"{Named(type.GetElementType()!, nullability?.ElementType)}[]",
            { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select((argument, at) => Named(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(at))))}>",
            _ => Keywords.GetValueOrDefault(type, type.Name),
        };
        return nullability?.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }
}
