using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Serverless.Tests.House;

/// <summary>The official Bicep compiler (infra/azure/bicep brings it from NuGet) and what it makes of infra/azure.</summary>
public sealed class BicepCompiler
{
    // A first run downloads 115 MB.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Lazy<(string? Path, string Trouble)> compiler = new(Find);
    private readonly Dictionary<string, JsonNode> predictions = [];
    private JsonNode? template;

    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "infra", "azure");

    /// <summary>main.bicep as an ARM template; a linter's warning is a failure.</summary>
    public JsonNode Template() => template ??= JsonNode.Parse(Run("build", "main.bicep", "--stdout"))!;

    /// <summary>What a deployment with that plan would create: every condition, loop and module evaluated, nothing deployed.</summary>
    public JsonNode Predict(string plan) => predictions.TryGetValue(plan, out var known) ? known : predictions[plan] = Evaluate(plan);

    /// <summary>The predicted resources of one type.</summary>
    public List<JsonNode> Predict(string plan, string type) =>
        [.. Predict(plan)["predictedResources"]!.AsArray().Where(resource => Text(resource!["type"]) == type).Select(resource => resource!)];

    public static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    private JsonNode Evaluate(string plan)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(Folder, "bicep", "obj", "predictions")).FullName;
        var parameters = Path.Combine(scratch, $"{plan}.bicepparam");
        File.WriteAllText(parameters, $"""
            using '../../../main.bicep'
            param environmentName = 'prod'
            param location = 'eastasia'
            param principalId = 'the-operator'
            param plan = '{plan}'
            param alertEmail = 'operators@example.com'
            param weChatAppId = 'wx0000000000000000'
            """);
        Run("snapshot", parameters, "--mode", "overwrite", "--location", "eastasia",
            "--tenant-id", new Guid(1, 0, 0, new byte[8]).ToString(), "--subscription-id", new Guid(2, 0, 0, new byte[8]).ToString());
        return JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(parameters, ".snapshot.json")))!;
    }

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

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("No global.json above the tests.");
        return folder.FullName;
    }
}
