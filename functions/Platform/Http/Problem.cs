namespace Serverless.Platform;

/// <summary>Why a request was refused (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What is wrong in a few Chinese words; the same for every occurrence.</param>
/// <param name="Detail">A Chinese sentence about this occurrence that says what to do next.</param>
/// <param name="Code">What a program may match on.</param>
/// <param name="Errors">What is wrong with which field, by the field's JSON name; absent when no field is to blame.</param>
public sealed record Problem(int Status, string Title, string Detail, string Code, IReadOnlyDictionary<string, string[]>? Errors);
