namespace Serverless.Platform;

/// <summary>
/// The query names that an HTTP trigger knows; <see cref="QueryMiddleware"/> refuses every other, and a trigger without the
/// attribute knows none. What a name may be is said by the type named after the trigger's class and it:
/// <c>StationEndpoints</c> and <c>kind</c> make <c>StationKind</c>.
/// </summary>
/// <param name="names">As they stand in the query.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueriesAttribute(params string[] names) : Attribute
{
    /// <summary>What a list in pages knows beside its filters.</summary>
    public static readonly IReadOnlyList<string> OfPages = ["top", "continuation"];

    /// <summary>True for a list that comes in pages.</summary>
    public bool Paged { get; init; }

    public IReadOnlyList<string> Names => Paged ? [.. names, .. OfPages] : names;
}

/// <summary>An HTTP trigger whose query is its own affair: webhooks, and pages that others link to with names of theirs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnyQueryAttribute : Attribute;
