using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Actions;
using Serverless.OpenApi;
using Serverless.Platform;

namespace Serverless.Tests.Unit.House;

/// <summary>
/// The README's tables as the code makes them, every column: what something is for is the first sentence of its doc
/// comment. Compared with the README by a test, and written into it with <c>README_WRITE=1</c>.
/// </summary>
internal static class ReadmeTables
{
    private static readonly Assembly Product = typeof(ServerlessSetup).Assembly;

    private static readonly XmlDocs Docs = new(XDocument.Load(Path.ChangeExtension(Product.Location, ".xml")));

    /// <summary>Every function, by its trigger.</summary>
    public static MethodInfo[] Functions { get; } = [.. Product.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute)))];

    /// <summary>Every "no" that a slice declares, with its declaring type.</summary>
    public static (Type Slice, Refusal Refusal)[] Refusals { get; } =
        [.. Product.GetTypes().Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static), (type, field) => (type, field.GetValue(null) as Refusal))
            .Where(one => one.Item2 is not null).Select(one => (one.type, one.Item2!))];

    /// <summary>Each table by the heading it stands under.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["What runs"] = Table("what | trigger | does | for whom | file", Functions.OrderBy(SortKey, StringComparer.Ordinal).Select(method =>
            $"`{NameOf(method)}` | `{TriggerOf(method)}` | {First(method)} | {ForWhom(method)} | {File(method.DeclaringType!)}")),
        ["Actions"] = Table("thing | action | 中文 | from | to | for whom | file",
            from method in Functions
            let actions = method.GetCustomAttribute<TakesActionsAttribute>()
            where actions is not null
            from line in actions.Catalog.Lines
            select $"`{Attribute<HttpTriggerAttribute>(method)!.Route!.Split('/')[1]}` | `{line.Name}` | {line.Word} | {string.Join("<br>", line.Ways.Select(way => string.Join(", ", way.From.Select(from => $"`{from}`"))))} | {string.Join("<br>", line.Ways.Select(way => $"`{way.To}`"))} | `{Json.Name(line.Permission)}` | {File(line.Body)}"),
        ["Tables"] = Table("table | holds | keys | file", Named("Table").Select(one => $"`{one.Name}` | {First(one.Type)} | {Rest(one.Type)} | {File(one.Type)}")),
        ["Queues"] = Table("queue | messages | file", Named("Queue").Select(one => $"`{one.Name}` | {First(one.Type)} | {File(one.Type)}")),
        ["Settings"] = Table("setting | default | meaning", new ComposedProduct().Settings.Known.Select(setting =>
            $"`{setting.Name}` | {setting.Default switch { null => "", "" => "**required**", var text => $"`{text}`" }} | {setting.Meaning}")),
        ["Codes"] = Table("code | status | title | what to do | file", Refusals.OrderBy(one => one.Refusal.Code, StringComparer.Ordinal).Select(one =>
            $"`{one.Refusal.Code}` | {one.Refusal.Status} | {one.Refusal.Title} | {one.Refusal.Detail} | {File(one.Slice)}")),
    };

    /// <summary>The table under a heading of the README.</summary>
    public static Regex Under(string heading) => new($@"(?<=^## {heading}\n(?:(?!\||## ).*\n)*)(?:\|.*\n)+", RegexOptions.Multiline);

    public static string TriggerOf(MethodInfo method) => Attribute<HttpTriggerAttribute>(method) is { } http ? $"{http.Methods![0].ToUpperInvariant()} /{http.Route}"
        : Attribute<TimerTriggerAttribute>(method) is { } timer ? $"timer {timer.Schedule}"
        : Attribute<QueueTriggerAttribute>(method) is { } queue ? $"queue {queue.QueueName}"
        : throw new InvalidOperationException($"{NameOf(method)} has no trigger this test knows");

    public static T? Attribute<T>(MethodInfo method) where T : Attribute =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<T>()).FirstOrDefault(one => one is not null);

    public static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    /// <summary>HTTP by route, then timers, then each queue with its poison queue.</summary>
    private static string SortKey(MethodInfo method) => Attribute<HttpTriggerAttribute>(method) is { } http
        ? $"1 {http.Route} {http.Methods![0]}"
        : $"{(TriggerOf(method)[0] == 't' ? 2 : 3)} {TriggerOf(method)}";

    private static string ForWhom(MethodInfo method) => method.GetCustomAttribute<AllowAttribute>() is { } rule
        ? string.Join(", ", rule.AnyOf.Select(permission => $"`{Json.Name(permission)}`"))
        : method.IsDefined(typeof(AllowAnyoneAttribute)) ? "anyone" : "";

    private static IEnumerable<(string Name, Type Type)> Named(string role) =>
        from type in Product.GetTypes()
        let name = type.GetField($"{role}Name", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
        where name is not null
        orderby name
        select (name, type);

    private static string First(MemberInfo member) => XmlDocs.Split(Summary(member)).First;

    private static string Rest(MemberInfo member) => XmlDocs.Split(Summary(member)).Then.TrimEnd('.');

    /// <summary>With pipes as a table's cell wants them.</summary>
    private static string Summary(MemberInfo member) => Docs.Summary(member)?.Replace("|", "\\|") ?? throw new InvalidOperationException(
        $"{member.DeclaringType?.Name}.{member.Name} has no doc comment; its first sentence would say in the README what it is for");

    private static string File(Type type) => $"[{type.Name}](functions/{CompiledProduct.Files.First(file => file.Types.Contains(type))})";

    private static string Table(string heading, IEnumerable<string> rows) =>
        string.Concat(rows.Prepend(string.Join(" | ", heading.Split(" | ").Select(_ => "---"))).Prepend(heading).Select(row => $"| {row} |\n"));
}
