namespace Serverless.Platform;

/// <summary>What an HTTP trigger takes as its body, for the API's description.</summary>
/// <param name="mediaType">Its media type.</param>
[AttributeUsage(AttributeTargets.Method)]
public class TakesAttribute(string mediaType) : Attribute
{
    public string MediaType { get; } = mediaType;

    /// <summary>The type it is JSON of; null for other bodies.</summary>
    public virtual Type? Type => null;
}

/// <summary>JSON of <typeparamref name="T"/>.</summary>
public sealed class TakesAttribute<T>() : TakesAttribute("application/json")
{
    public override Type Type => typeof(T);
}
