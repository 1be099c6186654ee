using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Serverless.Analyzers;

/// <summary>An HTTP trigger that does not say whom it lets in does not build: it carries [Allow] with a permission, or [AllowAnyone].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TriggerRuleAnalyzer : DiagnosticAnalyzer
{
    private const string Trigger = "Microsoft.Azure.Functions.Worker.HttpTriggerAttribute";
    private const string Allow = "Serverless.Access.AllowAttribute";
    private const string AllowAnyone = "Serverless.Access.AllowAnyoneAttribute";

    private static readonly DiagnosticDescriptor Rule = new(
        "SRV001", "An HTTP trigger says whom it lets in", "{0} must carry either [Allow] with at least one permission or [AllowAnyone]",
        "Access", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.Method);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!method.Parameters.Any(parameter => parameter.GetAttributes().Any(Is(Trigger)))) return;
        var allows = method.GetAttributes().Where(attribute => Is(Allow)(attribute) || Is(AllowAnyone)(attribute)).ToArray();
        if (allows.Length != 1 || !SaysWho(allows[0])) context.ReportDiagnostic(Diagnostic.Create(Rule, method.Locations[0], method.Name));
    }

    private static bool SaysWho(AttributeData rule) =>
        !Is(Allow)(rule) || rule.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Array && !argument.Values.IsDefaultOrEmpty);

    private static System.Func<AttributeData, bool> Is(string name) => attribute => attribute.AttributeClass?.ToDisplayString() == name;
}
