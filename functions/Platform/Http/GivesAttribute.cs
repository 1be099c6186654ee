namespace Serverless.Platform;

/// <summary>What an HTTP trigger answers when it does not refuse, for the API's description.</summary>
/// <param name="mediaType">Its media type; null when there is no body.</param>
/// <param name="statuses">With which statuses; 200 when none is given.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class GivesAttribute(string? mediaType, params int[] statuses) : Attribute
{
    public string? MediaType { get; } = mediaType;

    public IReadOnlyList<int> Statuses { get; } = statuses is [] ? [200] : statuses;

    /// <summary>The type it is JSON of; null for other answers.</summary>
    public virtual Type? Type => null;
}

/// <summary>JSON of <typeparamref name="T"/>.</summary>
public sealed class GivesAttribute<T>(params int[] statuses) : GivesAttribute("application/json", statuses)
{
    public override Type Type => typeof(T);
}
