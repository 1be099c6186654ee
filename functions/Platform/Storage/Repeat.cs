namespace Serverless.Platform;

/// <summary>
/// A caller's Idempotency-Key on one route, and what was asked with it. The same key with another body is refused as
/// <see cref="Refusals.IdempotencyKeyReused"/>; with the same one the first answer is given again.
/// </summary>
/// <param name="Id">Made of the caller, the route and the key: two callers' equal keys are two.</param>
/// <param name="BodyHash">Tells one body from another.</param>
public sealed record Repeat(string Id, string BodyHash)
{
    /// <summary>Made of the caller's key and stored nowhere: what only a repeat can bring.</summary>
    public string Secret { get; init; } = "";

    // A record prints its members.
    public override string ToString() => $"Repeat {Id}";
}
