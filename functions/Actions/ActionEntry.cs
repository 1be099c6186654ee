using Serverless.Access;

namespace Serverless.Actions;

/// <summary>An action as the catalogue lists it.</summary>
/// <param name="Name">The route's last word, such as <c>reject</c>; also what the journal stores.</param>
/// <param name="Word">What it is called in a sentence to citizens and clerks, such as 不予受理.</param>
/// <param name="Permission">What the caller must be allowed.</param>
/// <param name="Moves">From which status to which it leads.</param>
/// <param name="Body">The type of its body.</param>
public sealed record ActionEntry<TThing, TStatus>(
    string Name, string Word, Permission Permission, IReadOnlyList<(TStatus From, TStatus To)> Moves, Type Body) where TStatus : struct, Enum
{
    /// <summary>The entry of an action whose body is <typeparamref name="TBody"/> and that leads to one status from wherever it is allowed.</summary>
    public static ActionEntry<TThing, TStatus> Of<TBody>(string name, string word, Permission permission, TStatus[] from, TStatus to)
        where TBody : IAction<TThing> => Of<TBody>(name, word, permission, [.. from.Select(one => (one, to))]);

    /// <summary>The entry of an action that leads from each status to its own.</summary>
    public static ActionEntry<TThing, TStatus> Of<TBody>(string name, string word, Permission permission, params (TStatus From, TStatus To)[] moves)
        where TBody : IAction<TThing> => new(name, word, permission, moves, typeof(TBody));
}
