using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Platform;

namespace Serverless.Tests.Unit.House;

/// <summary>The cloud is described right: compiled by the official compiler, evaluated for every plan, compared with the product.</summary>
public sealed partial class BicepTests(BicepCompiler bicep) : IClassFixture<BicepCompiler>
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    public static TheoryData<string> Plans { get; } = [.. BicepCompiler.Plans];

    [Fact]
    public void The_templates_compile_without_a_warning() => Assert.NotNull(bicep.Template["resources"]);

    [Fact]
    public void Every_offered_plan_is_tested() => Assert.Equal(
        BicepCompiler.Plans.Append("auto").Order(),
        bicep.Template["parameters"]!["plan"]!["allowedValues"]!.AsArray().Select(BicepCompiler.Text).Order());

    [Fact]
    public void Without_a_choice_the_plan_is_flex_and_in_China_one_that_is_offered_there() => Assert.Equal(
        "[if(not(equals(parameters('plan'), 'auto')), parameters('plan'), if(variables('isChina'), 'appService', 'flex'))]",
        BicepCompiler.Text(bicep.Template["variables"]!["chosenPlan"]));

    [Fact]
    public void Azd_hands_over_every_parameter_and_no_other() => Assert.Equal(
        Names(bicep.Template["parameters"]),
        Names(JsonNode.Parse(Read("main.parameters.json"))!["parameters"]));

    [Fact]
    public void Everything_is_known_before_the_deployment_starts() => Assert.Empty(bicep.Prediction["diagnostics"]!.AsArray());

    [Fact]
    public void The_account_takes_no_keys_and_shows_nothing_to_the_public()
    {
        var properties = Assert.Single(bicep.Predict("flex", Account))["properties"]!;
        Assert.False(properties["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.False(properties["allowBlobPublicAccess"]!.GetValue<bool>());
        Assert.True(properties["supportsHttpsTrafficOnly"]!.GetValue<bool>());
        Assert.Equal("TLS1_2", BicepCompiler.Text(properties["minimumTlsVersion"]));
    }

    [Fact]
    public void The_account_has_the_tables_of_the_product() =>
        Assert.Equal(StorageSchema.Tables.Order(), Children("tableServices/tables"));

    [Fact]
    public void The_account_has_the_queues_of_the_product_and_a_poison_queue_for_each() =>
        Assert.Equal(StorageSchema.Queues.SelectMany(queue => new[] { queue, $"{queue}-poison" }).Order(), Children("queueServices/queues"));

    [Theory, MemberData(nameof(Plans))]
    public void Every_setting_of_the_product_reaches_the_app(string plan) => Assert.Superset(
        new ComposedProduct().Settings.Known.Select(setting => setting.Name).Where(name => name != "AzureWebJobsStorage").ToHashSet(),
        Settings(plan).Keys.ToHashSet());

    [Theory, MemberData(nameof(Plans))]
    public void Storage_is_reached_by_identity_at_the_addresses_of_the_cloud_it_is_in(string plan)
    {
        var settings = Settings(plan);
        Assert.Equal("'managedidentity'", settings["AzureWebJobsStorage__credential"]);
        foreach (var service in new[] { "blob", "queue", "table" })
            Assert.EndsWith($".primaryEndpoints.{service}", settings[$"AzureWebJobsStorage__{service}ServiceUri"], StringComparison.Ordinal);
        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
        Assert.DoesNotContain("AzureWebJobsStorage__accountName", settings.Keys);
    }

    [Theory, InlineData("WeChat__AppSecret"), InlineData("WeChat__Token"), InlineData("WeChat__EncodingAESKey"), InlineData("WeChat__PreviousEncodingAESKey"), InlineData("Opinions__SenderPepper"), InlineData("Access__BootstrapKey")]
    public void A_secret_stays_in_the_vault(string setting) =>
        Assert.StartsWith("format('@Microsoft.KeyVault(SecretUri={0}secrets/{1})', reference(", Settings("flex")[setting], StringComparison.Ordinal);

    [Theory, MemberData(nameof(Plans))]
    public void The_vault_is_opened_by_the_identity_that_may(string plan)
    {
        var app = App(plan);
        var identity = Assert.Single(app["identity"]!["userAssignedIdentities"]!.AsObject()).Key;
        Assert.Equal(identity, BicepCompiler.Text(app["properties"]!["keyVaultReferenceIdentity"]));
    }

    [Fact]
    public void The_identity_may_what_it_must_and_nothing_else() => Assert.Equal(
        [
            "components Monitoring Metrics Publisher", "storageAccounts Storage Blob Data Owner", "storageAccounts Storage Queue Data Contributor",
            "storageAccounts Storage Table Data Contributor", "vaults Key Vault Secrets User",
        ],
        Grants("flex", "reference("));

    [Theory]
    [InlineData("flex", "vaults Key Vault Secrets Officer")]
    [InlineData("appService", "vaults Key Vault Secrets Officer")]
    [InlineData("elasticPremium", "containers Storage Blob Data Contributor", "vaults Key Vault Secrets Officer")]
    [InlineData("windowsConsumption", "containers Storage Blob Data Contributor", "vaults Key Vault Secrets Officer")]
    public void Who_deploys_gets_no_role_on_what_citizens_wrote(string plan, params string[] grants) => Assert.Equal(grants, Grants(plan, "the-operator"));

    [Theory]
    [InlineData("flex", "FC1", true)]
    [InlineData("appService", "S1", true)]
    [InlineData("elasticPremium", "EP1", true)]
    [InlineData("windowsConsumption", "Y1", false)]
    public void A_plan_has_its_size_and_system(string plan, string sku, bool linux)
    {
        var farm = Assert.Single(bicep.Predict(plan, "Microsoft.Web/serverfarms"));
        Assert.Equal(sku, BicepCompiler.Text(farm["sku"]!["name"]));
        Assert.Equal(linux, farm["properties"]!["reserved"]!.GetValue<bool>());
        Assert.Equal(linux ? "functionapp,linux" : "functionapp", BicepCompiler.Text(App(plan)["kind"]));
    }

    [Fact]
    public void Flex_takes_runtime_and_package_from_its_own_section()
    {
        var config = App("flex")["properties"]!["functionAppConfig"]!;
        Assert.Equal("dotnet-isolated 10.0", $"{config["runtime"]!["name"]} {config["runtime"]!["version"]}");
        Assert.Equal("UserAssignedIdentity", BicepCompiler.Text(config["deployment"]!["storage"]!["authentication"]!["type"]));
        // Flex refuses an app that has one of these.
        Assert.DoesNotContain(Settings("flex").Keys, name => name.StartsWith("FUNCTIONS_", StringComparison.Ordinal) || name.StartsWith("WEBSITE_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("appService", "linuxFxVersion", "DOTNET-ISOLATED|10.0", "'1'")]
    [InlineData("elasticPremium", "linuxFxVersion", "DOTNET-ISOLATED|10.0", "format('{0}/api.zip'")]
    [InlineData("windowsConsumption", "netFrameworkVersion", "v10.0", "format('{0}/api.zip'")]
    public void Other_plans_take_them_from_settings(string plan, string property, string runtime, string package)
    {
        var properties = App(plan)["properties"]!;
        Assert.Null(properties["functionAppConfig"]);
        Assert.Equal(runtime, BicepCompiler.Text(properties["siteConfig"]![property]));
        Assert.Equal("'dotnet-isolated'", Settings(plan)["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.StartsWith(package, Settings(plan)["WEBSITE_RUN_FROM_PACKAGE"], StringComparison.Ordinal);
        Assert.Equal(2, bicep.Predict(plan, "Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count);
    }

    [Theory]
    [InlineData("Microsoft.Web/serverfarms", "2024-04-01")]
    [InlineData("Microsoft.Web/sites", "2024-04-01")]
    [InlineData(Account, "2024-01-01")]
    [InlineData("Microsoft.Insights/components", "2020-02-02")]
    [InlineData("Microsoft.Authorization/roleAssignments", "2022-04-01")]
    public void A_resource_is_asked_for_in_the_version_of_the_official_samples(string type, string version) =>
        Assert.All(bicep.Predict("flex", type), resource => Assert.Equal(version, BicepCompiler.Text(resource["apiVersion"])));

    [Fact]
    public void The_poison_alert_sees_every_poison_queue_and_no_other()
    {
        var query = BicepCompiler.Text(Alert("poison")["criteria"]!["allOf"]![0]!["query"]);
        var pattern = new Regex(ExtractPattern().Match(query).Groups[1].Value);
        foreach (var queue in StorageSchema.Queues)
        {
            Assert.Equal($"{queue}-poison", pattern.Match($"https://stx.queue.example/{queue}-poison/messages?messagettl=-1").Groups[1].Value);
            Assert.DoesNotMatch(pattern, $"https://stx.queue.example/{queue}/messages");
        }
        var log = Assert.Single(bicep.Predict("flex", "Microsoft.Insights/diagnosticSettings"));
        Assert.Contains("/queueServices/default/", BicepCompiler.Text(log["id"]), StringComparison.Ordinal);
        Assert.Equal("StorageWrite", BicepCompiler.Text(log["properties"]!["logs"]![0]!["category"]));
    }

    [Theory, InlineData("poison"), InlineData("webhook"), InlineData("heartbeat")]
    public void An_alert_reaches_the_operators(string name)
    {
        var group = Assert.Single(bicep.Predict("flex", "Microsoft.Insights/actionGroups"));
        Assert.Equal("operators@example.com", BicepCompiler.Text(group["properties"]!["emailReceivers"]![0]!["emailAddress"]));
        Assert.Equal(BicepCompiler.Text(group["id"]), BicepCompiler.Text(Alert(name)["actions"]!["actionGroups"]![0]));
        Assert.True(Alert(name)["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public void Azd_finds_the_product()
    {
        var yaml = Read("azure.yaml");
        var project = ProjectLine().Match(yaml).Groups[1].Value.Trim();
        Assert.True(File.Exists(Path.Combine(BicepCompiler.Folder, project, "Functions.csproj")), project);
        Assert.Contains($"  {App("flex")["tags"]!["azd-service-name"]}:\n", yaml, StringComparison.Ordinal);
    }

    [Theory, InlineData("listKeys"), InlineData("windows.net"), InlineData("chinacloudapi"), InlineData("azure.com"), InlineData("'br"), InlineData("AccountKey")]
    public void No_template_names_a_key_a_cloud_or_a_registry(string word) => Assert.All(
        Directory.GetFiles(BicepCompiler.Folder, "*.bicep", SearchOption.AllDirectories),
        file => Assert.DoesNotContain(word, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));

    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
    };

    private JsonNode App(string plan) => Assert.Single(bicep.Predict(plan, "Microsoft.Web/sites"));

    /// <summary>Setting to value; a value that only the deployment knows is an ARM expression, a constant stands in quotes.</summary>
    private Dictionary<string, string> Settings(string plan) =>
        SettingPattern().Matches(BicepCompiler.Text(App(plan)["properties"]!["siteConfig"]!["appSettings"]))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private JsonNode Alert(string name) =>
        Assert.Single(bicep.Predict("flex", "Microsoft.Insights/scheduledQueryRules"), rule => BicepCompiler.Text(rule["name"]) == $"alert-{name}")["properties"]!;

    private IEnumerable<string> Children(string type) => bicep.Predict("flex", $"{Account}/{type}").Select(child => BicepCompiler.Text(child["name"]).Split('/')[^1]).Order();

    /// <summary>"scope role" of every unconditional assignment whose principal's expression holds that text.</summary>
    private IEnumerable<string> Grants(string plan, string principal) => bicep.Predict(plan, "Microsoft.Authorization/roleAssignments")
        .Where(grant => BicepCompiler.Text(grant["properties"]!["principalId"]).Contains(principal, StringComparison.Ordinal))
        .Select(grant => $"{BicepCompiler.Text(grant["id"]).Split("/providers/Microsoft.Authorization")[0].Split('/')[^2]} {Roles[BicepCompiler.Text(grant["properties"]!["roleDefinitionId"]).Split('/')[^1]]}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);

    private static string Read(string file) => File.ReadAllText(Path.Combine(BicepCompiler.Folder, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"createObject\('key', '(\w+)', 'value', (.+?)\)(?=, createObject\('key'|\), lambda\()")]
    private static partial Regex SettingPattern();

    [GeneratedRegex("extract\\(\"([^\"]+)\"")]
    private static partial Regex ExtractPattern();

    [GeneratedRegex(@"^\s+project: (.+)$", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
