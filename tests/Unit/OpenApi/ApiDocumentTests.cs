using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Serverless.Access;
using Serverless.Actions;
using Serverless.OpenApi;
using Serverless.Platform;
using Serverless.Tests.Unit.House;

namespace Serverless.Tests.Unit.OpenApi;

public sealed class ApiDocumentTests
{
    private static readonly Lazy<Task<JsonNode>> Written = new(async () => JsonNode.Parse((await new OpenApiHandler().DocumentAsync()).Value)!);

    private static readonly MethodInfo[] Triggers = [.. ReadmeTables.Functions.Where(method => ReadmeTables.Attribute<HttpTriggerAttribute>(method) is { Methods: not ["options"] })];

    [Fact]
    public async Task The_official_reader_finds_nothing_to_object_to()
    {
        var (document, diagnostic) = OpenApiDocument.Parse((await Written.Value).ToJsonString(), "json");
        Assert.Empty(diagnostic!.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.NotEmpty(document!.Paths);
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1() => Assert.StartsWith("3.1.", (string)(await Written.Value)["openapi"]!);

    [Fact]
    public async Task Every_trigger_stands_in_it() => Assert.Equal(
        Triggers.Select(ReadmeTables.NameOf).Order(StringComparer.Ordinal),
        Operations(await Written.Value).Select(one => ((string)one["operationId"]!).Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_trigger_says_what_it_gives() => Assert.All(Triggers, method => Assert.True(method.IsDefined(typeof(GivesAttribute)), ReadmeTables.NameOf(method)));

    [Fact]
    public async Task Only_what_is_open_to_anyone_asks_for_no_key() => Assert.Equal(
        Triggers.Where(method => method.IsDefined(typeof(AllowAnyoneAttribute))).Select(ReadmeTables.NameOf).Order(StringComparer.Ordinal),
        Operations(await Written.Value).Where(one => one["security"]?.ToJsonString() == "[{}]").Select(one => (string)one["operationId"]!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("IdempotencyKey", "AddBindingCode AddBindingCodes AddOpinion DecideOccasion ImportRepresentatives ImportStations MoveOpinion PrintBindingCodes RequestStatistics")]
    [InlineData("IfMatch", "DecideOccasion DeleteRepresentative DeleteStation DescribeOpinion MoveOpinion PutCaller PutMember PutRepresentative PutStation RemoveMember RevokeCaller")]
    [InlineData("IfNoneMatch", "GetMember GetOccasion GetOpinion GetRepresentative GetStation GetStationStatistics GetStatistics")]
    public async Task A_header_is_offered_only_where_it_is_kept_to(string header, string operations) => Assert.Equal(
        operations.Split(' '),
        Operations(await Written.Value).Where(one => one["parameters"] is JsonArray all && all.Any(parameter => (string?)parameter!["$ref"] == $"#/components/parameters/{header}"))
            .Select(one => ((string)one["operationId"]!).Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("NewOpinionBody", "stationId content")]
    [InlineData("Reject", "reason channel")]
    [InlineData("StationDraft", "name kind street")]
    [InlineData("Withdraw", "")]
    public async Task A_body_says_what_it_must_hold(string schema, string members) => Assert.Equal(
        members, string.Join(' ', (await Written.Value)["components"]!["schemas"]![schema]!["required"]?.AsArray().Select(member => (string)member!) ?? []));

    [Fact]
    public async Task Every_code_stands_in_the_problem() => Assert.Equal(
        ReadmeTables.Refusals.Select(one => one.Refusal.Code).Order(StringComparer.Ordinal),
        (await Written.Value)["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => (string)code!));

    [Fact]
    public async Task What_never_leaves_the_service_stands_nowhere()
    {
        var text = (await Written.Value).ToJsonString();
        Assert.All(["senderKey", "sourceKey", "pepper"], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_text_of_a_shape_has_an_example_that_is_one()
    {
        var shapes = (await Written.Value)["components"]!["schemas"]!.AsObject().Where(one => one.Value!["pattern"] is not null).ToArray();
        Assert.NotEmpty(shapes);
        Assert.All(shapes, shape =>
        {
            var (pattern, example) = ((string)shape.Value!["pattern"]!, (string)shape.Value!["examples"]![0]!);
            Assert.Matches(pattern, example);
            var type = typeof(ServerlessSetup).Assembly.GetTypes().Single(type => type.Name == shape.Key);
            Assert.Equal(example, JsonSerializer.Deserialize(JsonSerializer.Serialize(example), type, Json.Options)!.ToString());
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("\"\"", type, Json.Options));
        });
    }

    [Fact]
    public async Task Each_action_of_a_catalogue_has_a_path_of_its_own_with_its_body_states_and_words()
    {
        var document = ApiDocument.Of(typeof(LampEndpoints).GetMethods(), [], new XmlDocs(new XDocument()));
        var paths = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!["paths"]!;
        Assert.Equal(["/api/lamps/{number}/break", "/api/lamps/{number}/mend"], paths.AsObject().Select(path => path.Key).Order());
        var mend = paths["/api/lamps/{number}/mend"]!["post"]!;
        Assert.Equal(("修好", "ChangeLamp.mend"), ((string?)mend["summary"], (string?)mend["operationId"]));
        Assert.Matches("`dark`, `flickering` → `lit`.*`handleOpinions`", (string)mend["description"]!);
        Assert.Equal("#/components/schemas/Mend", (string?)mend["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]);
    }

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private enum Light
    {
        Dark,
        Flickering,
        Lit,
    }

    private sealed record Lamp;

    private sealed record Mend(string? Part) : IAction<Lamp>
    {
        public string? Note => Part;

        public Refusal? Check(Lamp thing) => null;

        public Lamp Change(Lamp thing) => thing;
    }

    private static class LampActions
    {
        public static readonly ActionCatalog<Lamp, Light> All = new("这盏灯", _ => "",
            ActionEntry<Lamp, Light>.Of<Mend>("mend", "修好", Permission.HandleOpinions, [Light.Dark, Light.Flickering], Light.Lit),
            ActionEntry<Lamp, Light>.Of<Mend>("break", "弄坏", Permission.HandleOpinions, [Light.Lit], Light.Dark));
    }

    private sealed class LampEndpoints
    {
        [Function("ChangeLamp"), Allow(Permission.HandleOpinions)]
        [TakesActions(typeof(LampActions)), Gives<Problem>]
        public static void Change([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/lamps/{number}/{change}")] HttpRequest request) => _ = request;
    }
}
