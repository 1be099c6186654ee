using Serverless.Platform;
using Azure;

namespace Serverless.Opinions;

/// <summary>The opinion another one goes on in, as it was when that was decided.</summary>
public sealed record MergeTarget(OpinionNumber Number, ETag Tag);
