using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>That an opinion came in, as a quarter counts it: by what was fixed when it came.</summary>
/// <param name="Number">Its number, whose day decides the quarter.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="Category">The category it came with, or null.</param>
/// <param name="RepresentativeId">The representative it was given to, or null.</param>
public sealed record Receipt(OpinionNumber Number, string Channel, string? Category, PersonId? RepresentativeId);
