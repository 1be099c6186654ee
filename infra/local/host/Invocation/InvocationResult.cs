using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Serverless.Local;

/// <summary>
/// Stands for the worker's own feature, whose type is not public, so that middleware may read and replace what a function
/// returned with the official <c>context.GetInvocationResult()</c>. Made when middleware asks for it, and only then.
/// </summary>
internal class InvocationResult : DispatchProxy
{
    /// <summary>The name of the worker's feature.</summary>
    public const string FeatureName = "IFunctionBindingsFeature";

    private LocalContext context = null!;

    public static T For<T>(LocalContext context)
    {
        var feature = Create<T, InvocationResult>();
        ((InvocationResult)(object)feature!).context = context;
        return feature;
    }

    protected override object? Invoke(MethodInfo? method, object?[]? arguments) => method?.Name switch
    {
        "get_InvocationResult" => context.Result,
        "set_InvocationResult" => context.Result = arguments![0] as IResult,
        _ => throw new NotSupportedException($"The local host does not know {method?.Name}."),
    };
}
