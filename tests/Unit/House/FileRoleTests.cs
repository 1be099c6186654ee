using System.Collections;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Tests.Unit.House;

/// <summary>
/// The last word of a file's name tells what the file may touch; a file without such a word is pure. Read from the
/// compiled assembly, so that no alias, cache or extension method passes by its name.
/// </summary>
public sealed class FileRoleTests
{
    /// <summary>Where the triggers of a kind stand.</summary>
    private static readonly Dictionary<Type, string> Places = new()
    {
        [typeof(HttpTriggerAttribute)] = "Endpoints", [typeof(TimerTriggerAttribute)] = "Timers", [typeof(QueueTriggerAttribute)] = "Workers",
    };

    private static readonly string[] Triggers = [.. Places.Values];

    /// <summary>What reaches outside, and the roles that may.</summary>
    private static readonly (string What, Func<MemberInfo, bool> Is, string[] Roles)[] Reaches =
    [
        ("HTTP requests", Under("Microsoft.AspNetCore"), ["Endpoints", "Http", "Middleware"]),
        ("tables", Under("Azure.Data.Tables"), ["Table", "Row", "Setup"]),
        ("queues", member => Under("Azure.Storage.Queues")(member) && !Under("Azure.Storage.Queues.Models")(member), ["Queue", "Setup"]),
        ("queue messages", Under("Azure.Storage.Queues.Models"), ["Queue", "Workers"]),
        ("stores", Store, ["Handler", "Table", "Row", "Queue", "Client", "Channel", "Cache", "Middleware", "Setup"]),
        ("HTTP calls", member => Under("Polly")(member) || member is Type { Namespace: "System.Net.Http", Name: "HttpClient" or "HttpRequestMessage" }, ["Client", "Setup"]),
        ("the clock", ReadsClock, ["Handler", "Timers", "Workers", "Cache", "Client", "Channel", "Middleware", "Clock", "Setup"]),
        ("loggers", Under("Microsoft.Extensions.Logging"), [.. Triggers, "Handler", "Table", "Queue", "Client", "Cache", "Middleware", "Setup"]),
        ("configuration", Under("Microsoft.Extensions.Configuration"), ["Settings", "Setup"]),
    ];

    /// <summary>Files whose methods may wait for something outside.</summary>
    private static readonly string[] Waiting = [.. Triggers, "Handler", "Table", "Queue", "Client", "Channel", "Cache", "Setup", "Http", "Middleware"];

    /// <summary>Today's violations; empty when the house is in order.</summary>
    private static readonly string[] Known = [];

    [Fact]
    public void A_file_touches_only_what_its_name_allows() => HouseRule.Holds(Known, "touches",
        from file in CompiledProduct.Files
        from reach in Reaches
        where !reach.Roles.Contains(file.Role) && file.Touches.Any(reach.Is)
        select $"{file} touches {reach.What}");

    [Fact]
    public void Triggers_stand_where_their_kind_belongs() => HouseRule.Holds(Known, "triggers",
        from file in CompiledProduct.Files
        from method in file.AllTypes.SelectMany(CompiledProduct.MethodsOf)
        from attribute in method.GetParameters().SelectMany(parameter => parameter.CustomAttributes)
        where attribute.AttributeType.IsSubclassOf(typeof(TriggerBindingAttribute)) && Places.GetValueOrDefault(attribute.AttributeType) != file.Role
        select $"{file} triggers {method.Name}");

    [Fact]
    public void A_file_with_triggers_has_nothing_else() => HouseRule.Holds(Known, "has",
        from file in CompiledProduct.Files.Where(file => Triggers.Contains(file.Role))
        from method in file.Types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        where !method.IsPrivate && method.GetCustomAttribute<FunctionAttribute>() is null
        select $"{file} has {method.Name}, which is no trigger");

    [Fact]
    public void What_is_pure_waits_for_nothing() => HouseRule.Holds(Known, "waits",
        from file in CompiledProduct.Files.Where(file => !Waiting.Contains(file.Role))
        from type in file.AllTypes.Where(type => !type.IsInterface)
        from method in CompiledProduct.MethodsOf(type).OfType<MethodInfo>()
        where typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.FullName?.StartsWith("System.Threading.Tasks.ValueTask") == true
        select $"{file} waits in {method.Name}");

    [Fact]
    public void What_is_pure_keeps_nothing() => HouseRule.Holds(Known, "keeps",
        from file in CompiledProduct.Files.Where(file => !Waiting.Contains(file.Role))
        from type in file.AllTypes.Where(type => type.Name[0] != '<')
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && IsMutable(field)
        select $"{file} keeps {field.Name}");

    /// <summary>A singleton that changes remembers things: it says so by its name, where its bound and its age are looked for.</summary>
    [Fact]
    public void What_lives_as_long_as_the_instance_and_changes_is_a_cache() => HouseRule.Holds(Known, "remembers",
        from service in Singletons()
        let file = CompiledProduct.Files.Single(file => file.Types.Contains(service.IsGenericType ? service.GetGenericTypeDefinition() : service))
        where file.Role is not ("Cache" or "Client" or "Queue" or "Middleware" or "Settings")
        from field in service.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        where IsMutable(field)
        select $"{file} remembers {field.Name}");

    [Fact]
    public void The_frame_between_HTTP_and_the_domain_lies_in_Platform_Access_and_Audit_alone() => HouseRule.Holds(Known, "frames",
        from file in CompiledProduct.Files
        where file.Role is "Http" or "Middleware" && file.Slice is not ("Platform" or "Access" or "Audit")
        select $"{file} frames what is not its affair");

    [Fact]
    public void A_file_is_named_after_a_type_in_it() => HouseRule.Holds(Known, "is",
        from path in Repository.Product().Select(file => file.Path).Where(path => path.Contains('/'))
        let name = Path.GetFileNameWithoutExtension(path)
        where CompiledProduct.Files.FirstOrDefault(file => file.Path == path)?.Types.Any(type => type.Name.Split('`')[0] == name) != true
        select $"{path} is named after no type in it");

    [Fact]
    public void No_type_has_a_kitchen_drawers_name() => HouseRule.Holds(Known, "holds",
        from file in CompiledProduct.Files
        from type in file.Types
        where new[] { "Helper", "Helpers", "Manager", "Service", "Services", "Common", "Utils", "Util", "Extensions" }.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal))
        select $"{file} holds the drawer {type.Name}");

    private static Func<MemberInfo, bool> Under(string root) =>
        member => member is Type { Namespace: { } name } && (name == root || name.StartsWith(root + '.', StringComparison.Ordinal));

    /// <summary>A table, queue, client or cache of the product's own.</summary>
    private static bool Store(MemberInfo member) =>
        member is Type type && type.Assembly == typeof(ServerlessSetup).Assembly && CompiledProduct.Files.Any(file => file.Role is "Table" or "Queue" or "Client" or "Cache" && file.Name == type.Name);

    private static bool ReadsClock(MemberInfo member) => member switch
    {
        Type type => type == typeof(TimeProvider) || type.FullName == "System.Diagnostics.Stopwatch",
        MethodInfo { DeclaringType: { } owner, Name: "get_Now" or "get_UtcNow" or "get_Today" or "get_MachineNow" } =>
            owner == typeof(StationClock) || owner == typeof(DateTime) || owner == typeof(DateTimeOffset),
        _ => false,
    };

    // What a primary constructor captures is never marked readonly.
    private static bool IsMutable(FieldInfo field) => (!field.IsInitOnly && !field.Name.EndsWith(">P", StringComparison.Ordinal))
        || (field.FieldType is { IsInterface: false, IsArray: false, Namespace: "System.Collections.Generic" } type && typeof(IEnumerable).IsAssignableFrom(type))
        || field.FieldType.Namespace is "System.Collections.Concurrent" or "System.Threading" or "System.Threading.Channels";

    private static IEnumerable<Type> Singletons() => new ComposedProduct().Services
        .Where(service => service.Lifetime == ServiceLifetime.Singleton)
        .Select(service => service.ImplementationType ?? service.ServiceType)
        .Where(type => type.Assembly == typeof(ServerlessSetup).Assembly && type.IsClass && !type.IsSubclassOf(typeof(Delegate))).Distinct();
}
