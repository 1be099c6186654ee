using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Tests.Unit.House;

/// <summary>Lists that people read are equal to what the code says.</summary>
public sealed class InventoryTests
{
    public static TheoryData<string> Headings { get; } = [.. ReadmeTables.All.Keys];

    [Theory, MemberData(nameof(Headings))]
    public void README_has_the_tables_that_the_code_makes(string heading)
    {
        var readme = Repository.Read("README.md");
        var table = ReadmeTables.Under(heading);
        if (Environment.GetEnvironmentVariable("README_WRITE") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, "README.md"), readme = table.Replace(readme, _ => ReadmeTables.All[heading], 1));
        Assert.True(table.Match(readme).Value == ReadmeTables.All[heading], $"The README's table \"{heading}\" is to be written: README_WRITE=1 dotnet test tests/Unit --filter README");
    }

    [Fact]
    public void Every_tables_doc_comment_says_what_it_holds_and_then_its_keys() =>
        Assert.All(ReadmeTables.All["Tables"].Split('\n').Skip(2).SkipLast(1), row => Assert.StartsWith("Partition ", row.Split(" | ")[2]));

    [Theory]
    [InlineData("README.md")]
    [InlineData("infra/azure/README.md")]
    public void Every_link_to_a_file_leads_somewhere(string page) => Assert.All(
        Regex.Matches(Repository.Read(page), @"\]\((?!http|#)([^)#]+)").Select(match => match.Groups[1].Value),
        link => Assert.True(Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link)), link));

    [Fact]
    public void Every_queue_is_consumed_and_so_is_its_poison_queue()
    {
        var consumed = ReadmeTables.Functions.Select(ReadmeTables.TriggerOf).Where(trigger => trigger.StartsWith("queue ")).Select(trigger => trigger[6..]);
        Assert.Equal(StorageSchema.Queues.SelectMany(queue => new[] { queue, queue + "-poison" }).Order(), consumed.Order());
    }

    [Fact]
    public void Every_HTTP_trigger_names_its_level_methods_and_route()
    {
        // A trigger without an explicit level is Function to the host and Anonymous to the reader.
        var triggers = ReadmeTables.Functions.SelectMany(method => method.GetParameters()).SelectMany(parameter => parameter.CustomAttributes)
            .Where(attribute => attribute.AttributeType == typeof(HttpTriggerAttribute));
        Assert.All(triggers, trigger => Assert.Equal(2, trigger.ConstructorArguments.Count));
        Assert.All(ReadmeTables.Functions.Select(ReadmeTables.Attribute<HttpTriggerAttribute>).OfType<HttpTriggerAttribute>(), http => Assert.False(string.IsNullOrEmpty(http.Route) || http.Methods is not { Length: 1 }));
    }

    [Fact]
    public void Every_POST_of_a_known_caller_keeps_to_its_Idempotency_Key() => Assert.All(
        ReadmeTables.Functions.Where(method => ReadmeTables.Attribute<HttpTriggerAttribute>(method) is { Methods: ["post"] } && method.IsDefined(typeof(AllowAttribute))),
        method => Assert.Contains(HonoursAttribute.IdempotencyKey, method.GetCustomAttribute<HonoursAttribute>()?.Headers ?? []));

    [Fact]
    public void Every_HTTP_trigger_is_open_to_the_host_and_carries_one_rule_of_the_gate() => Assert.All(
        ReadmeTables.Functions.Where(method => ReadmeTables.Attribute<HttpTriggerAttribute>(method) is not null),
        method =>
        {
            Assert.Equal(AuthorizationLevel.Anonymous, ReadmeTables.Attribute<HttpTriggerAttribute>(method)!.AuthLevel);
            Assert.Single(method.GetCustomAttributes(inherit: false), rule => rule is AllowAttribute { AnyOf.Count: > 0 } or AllowAnyoneAttribute);
        });

    [Fact]
    public void Codes_are_camelCase_and_unlike_and_say_in_Chinese_what_to_do()
    {
        Assert.Distinct(ReadmeTables.Refusals.Select(one => one.Refusal.Code));
        Assert.All(ReadmeTables.Refusals, one => Assert.Matches("^[a-z][A-Za-z]+$", one.Refusal.Code));
        Assert.All(ReadmeTables.Refusals, one => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。$", one.Refusal.Detail));
    }
}
