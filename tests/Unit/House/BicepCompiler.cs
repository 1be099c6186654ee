using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Serverless.Tests.Unit.House;

/// <summary>The official Bicep compiler (infra/azure/bicep brings it from NuGet) and what it makes of infra/azure.</summary>
public sealed class BicepCompiler
{
    // A first run downloads 115 MB.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Lazy<(string? Path, string Trouble)> compiler = new(Find);
    private readonly Lazy<JsonNode> template;
    private readonly Lazy<JsonNode> prediction;

    public BicepCompiler()
    {
        template = new(() => JsonNode.Parse(Run("build", "main.bicep", "--stdout"))!);
        prediction = new(Evaluate);
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "infra", "azure");

    public static string[] Plans { get; } = ["flex", "appService", "elasticPremium", "windowsConsumption"];

    /// <summary>main.bicep as an ARM template; a linter's warning is a failure.</summary>
    public JsonNode Template => template.Value;

    /// <summary>What the deployment of every plan would create: each condition, loop and module evaluated, nothing deployed.</summary>
    public JsonNode Prediction => prediction.Value;

    /// <summary>The predicted resources of one type in one plan's deployment.</summary>
    public List<JsonNode> Predict(string plan, string type) =>
        [.. Prediction["predictedResources"]!.AsArray().Select(resource => resource!)
            .Where(resource => Text(resource["type"]) == type && Text(resource["id"]).Contains($"/resourceGroups/rg-{plan}/", StringComparison.Ordinal))];

    public static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    /// <summary>One deployment of each plan in one file: starting the compiler is what costs time.</summary>
    private JsonNode Evaluate()
    {
        var scratch = Directory.CreateDirectory(Path.Combine(Folder, "bicep", "obj", "predictions")).FullName;
        File.WriteAllText(Path.Combine(scratch, "plans.bicep"), "targetScope = 'subscription'\n" + string.Concat(Plans.Select(Deployment)));
        File.WriteAllText(Path.Combine(scratch, "plans.bicepparam"), "using 'plans.bicep'\n");
        Run("snapshot", Path.Combine(scratch, "plans.bicepparam"), "--mode", "overwrite", "--location", "eastasia",
            "--tenant-id", new Guid(1, 0, 0, new byte[8]).ToString(), "--subscription-id", new Guid(2, 0, 0, new byte[8]).ToString());
        return JsonNode.Parse(File.ReadAllText(Path.Combine(scratch, "plans.snapshot.json")))!;
    }

    private static string Deployment(string plan) => $$"""
        module {{plan}} '../../../main.bicep' = {
          name: '{{plan}}'
          params: {
            environmentName: '{{plan}}'
            location: 'eastasia'
            principalId: 'the-operator'
            plan: '{{plan}}'
            alertEmail: 'operators@example.com'
            weChatAppId: 'wx0000000000000000'
            weChatDefaultStation: 'na001'
            weChatHasPreviousKey: true
          }
        }

        """;

    private string Run(params string[] arguments)
    {
        var (path, trouble) = compiler.Value;
        Assert.SkipWhen(path is null, $"The Bicep compiler could not be restored: run `dotnet restore infra/azure/bicep` where its package can be had. {trouble}");
        var (code, output, errors) = Start(path!, arguments);
        Assert.True(code == 0 && errors.Length == 0, $"bicep {string.Join(' ', arguments)} ended with {code}:\n{errors}");
        return output;
    }

    private static (string? Path, string Trouble) Find()
    {
        var (code, output, errors) = Start("dotnet", "msbuild", Path.Combine("bicep", "Bicep.csproj"), "-restore", "-nologo", "-nodeReuse:false", "-t:Find", "-getProperty:BicepPath");
        return code == 0 && File.Exists(output.Trim()) ? (output.Trim(), "") : (null, output + errors);
    }

    private static (int Code, string Output, string Errors) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The build that runs these tests would otherwise hand its own MSBuild to the one started here.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
