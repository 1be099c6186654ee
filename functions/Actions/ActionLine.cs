using Serverless.Access;

namespace Serverless.Actions;

/// <summary>An action as a reader of the catalogue sees it, whatever it is done to.</summary>
/// <param name="Name">The route's last word.</param>
/// <param name="Word">What it is called in a sentence.</param>
/// <param name="Permission">What the caller must be allowed.</param>
/// <param name="Moves">From which status to which it leads, as in JSON.</param>
/// <param name="Body">The type of its body.</param>
public sealed record ActionLine(string Name, string Word, Permission Permission, IReadOnlyList<(string From, string To)> Moves, Type Body)
{
    /// <summary>The statuses that allow it by where they lead, for a list.</summary>
    public IEnumerable<(IReadOnlyList<string> From, string To)> Ways => Moves.GroupBy(move => move.To, (to, moves) => ((IReadOnlyList<string>)[.. moves.Select(move => move.From)], to));
}

/// <summary>A catalogue as a list of its actions; what is to be read by people and by OpenAPI.</summary>
public abstract class ActionCatalog
{
    /// <summary>The actions, in the order people read them.</summary>
    public abstract IReadOnlyList<ActionLine> Lines { get; }
}
