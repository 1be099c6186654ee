using Azure;

namespace Serverless.Platform;

/// <summary>A thing as it stands, with the entity tag a later write may ask for.</summary>
/// <param name="Value">The thing.</param>
/// <param name="Tag">Its entity tag.</param>
/// <param name="IsNew">True when this call made it.</param>
public sealed record Tagged<T>(T Value, ETag Tag, bool IsNew = false);
