using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Serverless.Analyzers;

namespace Serverless.Tests.Unit.House;

/// <summary>An HTTP trigger that does not say whom it lets in does not build.</summary>
public sealed class TriggerRuleTests
{
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    [Theory]
    [InlineData("[Function(\"F\")]", true)]
    [InlineData("[Function(\"F\"), Allow]", true)]
    [InlineData("[Function(\"F\"), Allow(ScopedByHandler = true)]", true)]
    [InlineData("[Function(\"F\"), Allow(Permission.ReadStations), AllowAnyone]", true)]
    [InlineData("[Function(\"F\"), Allow(Permission.ReadStations)]", false)]
    [InlineData("[Function(\"F\"), Allow(Permission.ReadStations, Permission.ReadOpinions, ScopedByHandler = true)]", false)]
    [InlineData("[Function(\"F\"), AllowAnyone]", false)]
    public async Task A_trigger_carries_one_rule(string attributes, bool fails)
    {
        var errors = await AnalyzeAsync($$"""{{attributes}} public void F([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "f")] Microsoft.AspNetCore.Http.HttpRequest request) { }""");
        Assert.Equal(fails ? ["SRV001"] : [], errors.Select(error => error.Id));
        Assert.All(errors, error => Assert.Equal(DiagnosticSeverity.Error, error.Severity));
    }

    [Fact]
    public async Task What_is_no_HTTP_trigger_needs_none() => Assert.Empty(await AnalyzeAsync("""[Function("F")] public void F(string timer) { }"""));

    [Fact]
    public void The_product_is_built_with_it() => Assert.Matches("""Include="../infra/analyzers/Analyzers.csproj" OutputItemType="Analyzer" """.TrimEnd(), Repository.Read("functions/Functions.csproj"));

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string method)
    {
        var source = $$"""using Microsoft.Azure.Functions.Worker; using Serverless.Access; public class C { {{method}} }""";
        var compilation = CSharpCompilation.Create("snippet", [CSharpSyntaxTree.ParseText(source)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error));
        return await compilation.WithAnalyzers([new TriggerRuleAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
