namespace Serverless.Platform;

/// <summary>
/// A "no" of the domain, as a value: what a caller may match on, and what a person reads.
/// </summary>
/// <param name="Status">The HTTP status it answers with.</param>
/// <param name="Code">The stable code, camelCase; callers rely on it.</param>
/// <param name="Title">What is wrong in a few Chinese words; the same for every occurrence.</param>
/// <param name="Detail">A Chinese sentence about this occurrence that says what to do next.</param>
public sealed record Refusal(int Status, string Code, string Title, string Detail)
{
    /// <summary>What is wrong with which field, by the field's JSON name; null when no field is to blame.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>After how many seconds it is worth trying again; null when that is not known.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The same "no" with a sentence about this occurrence.</summary>
    public Refusal Because(string detail) => this with { Detail = detail };
}
