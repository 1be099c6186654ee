using Serverless.Platform;

namespace Serverless.Access;

/// <summary>A request's path in one spelling, so that the audit and an Idempotency-Key know it again however it was typed.</summary>
public static class RoutePath
{
    private const int Longest = 400;

    /// <param name="route">The trigger's route, such as <c>api/opinions/{number}</c>.</param>
    /// <param name="values">What stood in its places.</param>
    public static string Of(string route, IReadOnlyDictionary<string, object?> values)
    {
        var path = $"/{string.Join('/', route.Split('/').Select(part => part is ['{', .. var name, '}'] ? Value(values.GetValueOrDefault(name) as string) : part))}";
        return path.Length <= Longest ? path : path[..Longest];
    }

    private static string Value(string? text) => OpinionNumber.TryParse(text, out var number) ? number.ToString() : text ?? "";
}
