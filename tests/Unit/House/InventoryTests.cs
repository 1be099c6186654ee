using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Serverless.Platform;

namespace Serverless.Tests.Unit.House;

/// <summary>Lists that people read are equal to what the code says.</summary>
public sealed class InventoryTests
{
    private static readonly Type[] Types = typeof(ServerlessSetup).Assembly.GetTypes();

    private static readonly MethodInfo[] Functions =
        [.. Types.SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    [Fact]
    public void README_lists_every_function_with_its_trigger() => Assert.Equal(
        Functions.Select(method => $"{NameOf(method)} {TriggerOf(method)}").Order(StringComparer.Ordinal),
        Table("What runs").Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public void README_lists_every_table() => Assert.Equal(StorageSchema.Tables.Order(), Table("Tables").Select(row => row[0]).Order());

    [Fact]
    public void README_lists_every_queue() => Assert.Equal(StorageSchema.Queues.Order(), Table("Queues").Select(row => row[0]).Order());

    [Fact]
    public void README_lists_every_code_with_its_status() => Assert.Equal(
        Codes().Select(refusal => $"{refusal.Code} {refusal.Status}").Order(StringComparer.Ordinal),
        Table("Codes").Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public void README_lists_every_setting_the_code_names() => Assert.Equal(
        Repository.Product().SelectMany(file => Regex.Matches(file.Text, @"\b[A-Z][A-Za-z]+__(?:Templates__)?[A-Za-z]+\b")).Select(match => match.Value)
            .Where(name => !name.StartsWith("AzureWebJobsStorage__")).Distinct().Order(StringComparer.Ordinal),
        Table("Settings").Select(row => row[0]).Where(name => name.Contains("__") && !name.StartsWith("AzureWebJobsStorage__")).Order(StringComparer.Ordinal));

    [Fact]
    public void The_schema_is_what_the_tables_and_queues_of_the_code_are_called()
    {
        Assert.Equal(StorageSchema.Tables.Order(), Named("Table").Order());
        Assert.Equal(StorageSchema.Queues.Order(), Named("Queue").Order());
    }

    [Fact]
    public void Every_queue_is_consumed_and_so_is_its_poison_queue()
    {
        var consumed = Functions.Select(TriggerOf).Where(trigger => trigger.StartsWith("queue ")).Select(trigger => trigger[6..]);
        Assert.Equal(StorageSchema.Queues.SelectMany(queue => new[] { queue, queue + "-poison" }).Order(), consumed.Order());
    }

    [Fact]
    public void Only_the_contracts_anonymous_routes_need_no_key() => Assert.All(
        Functions.Where(method => Http(method) is { AuthLevel: AuthorizationLevel.Anonymous }),
        method => Assert.Matches("^(wechat|wecom|health|public/.*)$", Http(method)!.Route));

    [Fact]
    public void Every_HTTP_trigger_names_its_level_methods_and_route()
    {
        // A trigger without an explicit level is Function to the host and Anonymous to the reader.
        var triggers = Functions.SelectMany(method => method.GetParameters()).SelectMany(parameter => parameter.CustomAttributes)
            .Where(attribute => attribute.AttributeType == typeof(HttpTriggerAttribute));
        Assert.All(triggers, trigger => Assert.Equal(2, trigger.ConstructorArguments.Count));
        Assert.All(Functions.Select(Http).OfType<HttpTriggerAttribute>(), http => Assert.False(string.IsNullOrEmpty(http.Route) || http.Methods is not { Length: 1 }));
    }

    [Fact]
    public void Codes_are_camelCase_and_unlike_and_say_in_Chinese_what_to_do()
    {
        Assert.Distinct(Codes().Select(refusal => refusal.Code));
        Assert.All(Codes(), refusal => Assert.Matches("^[a-z][A-Za-z]+$", refusal.Code));
        Assert.All(Codes(), refusal => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。$", refusal.Detail));
    }

    private static IEnumerable<Refusal> Codes() =>
        typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Refusal>();

    private static IEnumerable<string> Named(string ending) =>
        Types.Where(type => type.Name.EndsWith(ending)).Select(type => type.GetField(ending + "Name", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()).OfType<string>();

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static HttpTriggerAttribute? Http(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(one => one is not null);

    private static string TriggerOf(MethodInfo method)
    {
        if (Http(method) is { } http) return $"{http.Methods![0].ToUpperInvariant()} /api/{http.Route}";
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer) return $"timer {timer.Schedule}";
            if (parameter.GetCustomAttribute<QueueTriggerAttribute>() is { } queue) return $"queue {queue.QueueName}";
        }

        throw new InvalidOperationException($"{NameOf(method)} has no trigger this test knows");
    }

    /// <summary>The rows of the table under a heading of the README, each cell without its backticks.</summary>
    private static IEnumerable<string[]> Table(string heading)
    {
        var section = Regex.Match(Repository.Read("README.md"), $@"^##+ {heading}\s*$(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return section.Split('\n').Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Trim('`')).ToArray());
    }
}
