using System.Text.Json;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>A message of queue opinions-pending.</summary>
/// <param name="Stations">Stations whose pending rows are to be looked through.</param>
/// <param name="Opinions">Opinions that are known to have arrived; naming them spares the look.</param>
public sealed record PendingHint(IReadOnlyList<string> Stations, IReadOnlyList<PendingOpinion> Opinions)
{
    /// <summary>The hint of a message.</summary>
    /// <exception cref="JsonException">The text is none.</exception>
    public static PendingHint Read(string text) => JsonSerializer.Deserialize<PendingHint>(text, Json.Options) ?? throw new JsonException();
}
