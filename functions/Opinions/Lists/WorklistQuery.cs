using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>What somebody wants to see of the opinions within their scope.</summary>
/// <param name="Street">Of this street's stations only; null for all.</param>
/// <param name="StationId">Of this station only.</param>
/// <param name="Filter">Which of them, but for <paramref name="Due"/>.</param>
/// <param name="Due">How urgent; null for all.</param>
/// <param name="Sort">In which order.</param>
public sealed record WorklistQuery(string? Street, StationId? StationId, OpinionFilter Filter, OpinionDue? Due, OpinionSort Sort);
