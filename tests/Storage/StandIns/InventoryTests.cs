using System.Reflection;
using Azure.Data.Tables;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>A member of the stand-in that no test covers is a promise nobody holds.</summary>
public sealed class InventoryTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Tables = typeof(TableClient).Assembly;

    [Fact]
    public void Every_public_member_of_the_stand_in_is_covered_by_a_test()
    {
        Assert.SkipUnless(IsStandIn, "The official package has more members than the product may use.");
        var covered = Covered().ToHashSet();
        Assert.Empty(Types().Where(type => !covered.Contains(type.Name))
            .SelectMany(Members)
            .Where(member => !covered.Contains(member))
            .Order());
    }

    [Fact]
    public void Every_covered_member_is_there() =>
        Assert.Empty(Covered().Except(Types().Select(type => type.Name)).Except(Types().SelectMany(Members)).Order());

    private static bool IsStandIn =>
        Tables.GetCustomAttributes<AssemblyMetadataAttribute>().Any(fact => fact is { Key: "StandIn", Value: "true" });

    private static IEnumerable<Type> Types() => Tables.GetExportedTypes();

    private static IEnumerable<string> Covered() =>
        typeof(InventoryTests).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<CoversAttribute>()
                .Concat(type.GetMethods().SelectMany(method => method.GetCustomAttributes<CoversAttribute>())))
            .SelectMany(covers => covers.Names);

    private static IEnumerable<string> Members(Type type)
    {
        var members = type.GetMembers(Declared).Where(IsOwn).ToArray();
        return members.Select(member =>
            member is MethodBase method && (method.IsConstructor || members.Count(other => other.Name == method.Name) > 1)
                ? $"{type.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))})"
                : $"{type.Name}.{member.Name}");
    }

    /// <summary>Neither an accessor of a property nor what every object has.</summary>
    private static bool IsOwn(MemberInfo member) => member switch
    {
        Type => false,
        MethodInfo { IsSpecialName: true } method => method.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodInfo method => method.GetBaseDefinition().DeclaringType != typeof(object),
        FieldInfo field => !field.IsSpecialName,
        _ => true,
    };

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
}
