using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Access;

/// <summary>Every HTTP function, asked by nobody, with a wrong key, and by each role within each scope.</summary>
public sealed class AccessMatrixTests : IAsyncLifetime
{
    /// <summary>
    /// Whom each function lets in. <c>open</c>: anyone. <c>route</c>: within the scope of what the route names. <c>both</c>:
    /// the same, and the handler judges what is a person's own. <c>handler</c>: the handler keeps to the scope. <c>district</c>:
    /// only with a scope of the whole district.
    /// </summary>
    private const string Rules = """
        Health                       open
        AskBeforehand                open
        GetOpenApi                   open
        ShowDocs                     open
        GetDocsScript                open
        VerifyWeChatUrl              open
        ReceiveWeChatPush            open
        GetPublicOpinion             open
        PutCaller                    district administrator
        ListCallers                  district administrator
        RevokeCaller                 district administrator
        GetMember                    district administrator
        ListMembers                  district administrator
        PutMember                    district administrator
        RemoveMember                 district administrator
        ListAudit                    district administrator auditor
        AddOpinion                   handler  administrator district street station head bot
        GetOpinion                   both     administrator district street station head representative auditor bot dashboard
        GetOpinionHistory            both     administrator district street station head representative auditor bot dashboard
        GetOpinionContact            both     administrator district street station head auditor
        DescribeOpinion              route    administrator district street station head
        ListWork                     handler  administrator district street station head representative auditor dashboard
        MoveOpinion                  route    administrator district street station head bot
        ListOpinions                 both     administrator district street station head representative auditor dashboard
        ListNotices                  handler  administrator district street station head representative auditor dashboard
        ListOccasions                handler  administrator district street station head representative auditor dashboard
        GetOccasion                  route    administrator district street station head representative auditor dashboard
        DecideOccasion               route    administrator district street station head
        GetRepresentative            handler  administrator district street station head representative auditor dashboard
        PutRepresentative            handler  administrator district street
        ListRepresentativesOfStation route    administrator district street station head representative auditor dashboard
        ImportRepresentatives        handler  administrator district street
        ExportRepresentatives        handler  administrator district street station head representative auditor dashboard
        GetRepresentativesTemplate   handler  administrator district street
        ListRepresentatives          handler  administrator district street station head representative auditor dashboard
        DeleteRepresentative         handler  administrator district street
        AddBindingCode               handler  administrator district street
        RemoveBinding                handler  administrator district street
        AddBindingCodes              route    administrator district street
        PrintBindingCodes            route    administrator district street
        GetStation                   route    administrator district street station head unit representative auditor bot dashboard
        PutStation                   both     administrator district street
        DeleteStation                route    administrator district street
        ListStations                 handler  administrator district street station head unit representative auditor bot dashboard
        ImportStations               handler  administrator district street
        ExportStations               handler  administrator district street station head unit representative auditor bot dashboard
        GetStationsTemplate          handler  administrator district street
        GetStatistics                handler  administrator district street station head auditor dashboard
        GetStationStatistics         route    administrator district street station head auditor dashboard
        RequestStatistics            handler  administrator district
        """;

    private static readonly Dictionary<string, (string Scoping, string[] Roles)> Table = Rules.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(row => row[0], row => (row[1], row[2..]));

    private static readonly MethodInfo[] Functions =
    [
        .. typeof(ServerlessSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute)))),
    ];

    private Product product = null!;
    private Station here = null!;

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync();
        here = await product.StationAsync() with { Street = ProductTables.Name() };
        await product.Get<StationTable>().ImportAsync([here], CancellationToken.None);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public void Every_HTTP_function_has_a_line() => Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), Functions.Select(Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_a_key_and_with_a_wrong_one_only_what_is_open_lets_in()
    {
        foreach (var function in Functions)
        {
            var wrong = Table[Name(function)].Scoping == "open" ? "let in" : "401 keyWrong";
            Assert.Equal(Table[Name(function)].Scoping == "open" ? "let in" : "401 keyMissing", await AskAsync(function, null));
            Assert.Equal(wrong, await AskAsync(function, "wrong"));
            Assert.Equal(wrong, await AskAsync(function, $"{ProductTables.Name()}.wrong"));
        }
    }

    [Fact]
    public async Task Each_role_goes_where_its_line_says_and_no_further_than_its_scope()
    {
        (string Scope, bool IsWithin, bool IsDistrict, bool IsOwn)[] scopes =
        [
            ("district", true, true, false), ($"street:{here.Street}", true, false, false), ($"station:{here.StationId}", true, false, false),
            ("street:别的街道", false, false, false), ("station:zz999", false, false, false), ("person:r1", false, false, true), ("unit:u1", false, false, true),
        ];
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var (scope, isWithin, isDistrict, isOwn) in scopes)
            {
                var key = await product.KeyAsync(scope, role);
                foreach (var function in Functions)
                {
                    var expected = Expected(Name(function), Json.Name(role), isWithin, isDistrict, isOwn);
                    Assert.True(expected == await AskAsync(function, key), $"{Name(function)} by {role} of {scope} should be {expected}, was {await AskAsync(function, key)}");
                }
            }
        }
    }

    private static string Expected(string function, string role, bool isWithin, bool isDistrict, bool isOwn)
    {
        var (scoping, roles) = Table[function];
        if (scoping == "open") return "let in";
        if (!roles.Contains(role)) return "403 notAllowed";
        if (isDistrict || scoping == "handler") return "let in";
        if (scoping == "district") return "403 notAllowed";
        return isWithin || (isOwn && scoping == "both") ? "let in" : $"404 {Missing(function)}";
    }

    private static string Missing(string function) =>
        function.Contains("Occasion") ? "occasionNotFound" : function.Contains("Opinion") && function != "ListOpinions" ? "opinionNotFound" : "stationNotFound";

    private async Task<string> AskAsync(MethodInfo function, string? key)
    {
        var http = function.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).First(one => one is not null)!;
        var path = "/" + http.Route!.Replace("{stationId}", here.StationId).Replace("{quarter}", "2026Q4")
            .Replace("{number}", $"{OpinionNumber.Of(An.Id(here.StationId), new DateOnly(2026, 11, 25), "x")}")
            .Replace("{key}", $"reception-20261220-{here.StationId}").Replace("{", "").Replace("}", "");
        var call = HttpCall.Of(http.Methods![0].ToUpperInvariant(), path);
        var (let, answer) = await product.AskGateAsync(key is null ? call : call.With("x-functions-key", key));
        return let is not null ? "let in" : $"{answer.Status} {answer.Code}";
    }

    private static string Name(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;
}
