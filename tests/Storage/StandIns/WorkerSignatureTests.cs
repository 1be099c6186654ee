using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>
/// What the stand-ins of the worker packages offer is listed in <c>Signatures</c>, a file a package, each line checked by
/// hand against the package. The stand-in has exactly these; the package has at least these.
/// </summary>
public sealed class WorkerSignatureTests
{
    private static readonly Type[] OneOfEach =
    [
        typeof(FunctionsApplication), typeof(FunctionContext), typeof(BindingAttribute), typeof(HttpTriggerAttribute),
        typeof(FunctionContextExtensions), typeof(TimerInfo), typeof(QueueTriggerAttribute),
    ];

    public static TheoryData<string> Packages() => [.. OneOfEach.Select(type => type.Assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_stand_in_offers_what_is_listed_and_the_package_has_it(string package)
    {
        var assembly = OneOfEach.Select(type => type.Assembly).Single(found => found.GetName().Name == package);
        var offered = Signature.Of(assembly).ToArray();
        var listed = Listed(package);
        Assert.Empty(listed.Except(offered));
        if (IsStandIn(assembly)) Assert.Empty(offered.Except(listed));
    }

    [Fact]
    public void Every_list_belongs_to_a_package() => Assert.Equal(
        Packages().Select(row => row.Data).Order(),
        typeof(WorkerSignatureTests).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Microsoft.Azure", StringComparison.Ordinal)).Order());

    private static bool IsStandIn(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(fact => fact is { Key: "StandIn", Value: "true" });

    private static string[] Listed(string package)
    {
        using var stream = typeof(WorkerSignatureTests).Assembly.GetManifestResourceStream(package)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
