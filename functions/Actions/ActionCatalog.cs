using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Actions;

/// <summary>What a caller wants done to a thing.</summary>
/// <param name="Entry">Which action.</param>
/// <param name="Body">What was said with it.</param>
public sealed record Wish<TThing, TStatus>(ActionEntry<TThing, TStatus> Entry, IAction<TThing> Body) where TStatus : struct, Enum;

/// <summary>Everything that can be done to one sort of thing.</summary>
/// <param name="noun">What a sentence calls the thing, such as 这条意见.</param>
/// <param name="word">What a sentence calls a status, such as 已答复.</param>
/// <param name="entries">The actions, in the order people read them.</param>
public sealed class ActionCatalog<TThing, TStatus>(string noun, Func<TStatus, string> word, params ActionEntry<TThing, TStatus>[] entries) : ActionCatalog
    where TStatus : struct, Enum
{
    public IReadOnlyList<ActionEntry<TThing, TStatus>> All => entries;

    public override IReadOnlyList<ActionLine> Lines =>
        [.. entries.Select(entry => new ActionLine(entry.Name, entry.Word, entry.Permission, [.. entry.Moves.Select(move => (Json.Name(move.From), Json.Name(move.To)))], entry.Body))];

    public Lifecycle<TStatus, string> Lifecycle { get; } =
        new(entries.SelectMany(entry => entry.Moves, (entry, move) => (move.From, entry.Name, move.To)));

    /// <summary>The entry of a name, or <see cref="ActionRefusals.ActionUnknown"/> with the names there are.</summary>
    public Outcome<ActionEntry<TThing, TStatus>> Find(string name) => Array.Find(entries, entry => entry.Name == name) is { } found
        ? found
        : ActionRefusals.ActionUnknown.Because($"可用的操作：{string.Join('、', entries.Select(entry => $"{entry.Name}（{entry.Word}）"))}。");

    /// <summary>Reads an action's body; an empty one is <c>{}</c>.</summary>
    public Outcome<Wish<TThing, TStatus>> Read(string name, ReadOnlySpan<byte> body)
    {
        if (Find(name).Refused(out var refusal, out var entry)) return refusal;
        return BodyJson.Read(body, entry.Body).Refused(out refusal, out var value)
            ? refusal
            : new Wish<TThing, TStatus>(entry, (IAction<TThing>)value);
    }

    /// <summary>
    /// The thing after the wish, save its status, and the status; or why not: first who asks, then the fields, then the
    /// status, then what else hinders. The thing itself is not changed.
    /// </summary>
    public Outcome<(TThing After, TStatus To)> Decide(Wish<TThing, TStatus> wish, TThing thing, TStatus status, Call call)
    {
        if (!call.Caller.May(wish.Entry.Permission)) return AccessRefusals.NotAllowed;
        if (wish.Body.Check(thing) is { } wrong) return wrong;
        if (Lifecycle.After(status, wish.Entry.Name) is not { } to) return NotFrom(status, wish.Entry);
        return wish.Body.Hinder(thing, call.Today) is { } hindrance ? hindrance : (wish.Body.Change(thing), to);
    }

    private Refusal NotFrom(TStatus status, ActionEntry<TThing, TStatus> entry)
    {
        var next = Lifecycle.Allowed(status).Select(name => Array.Find(entries, one => one.Name == name)!.Word).ToArray();
        return ActionRefusals.MoveNotAllowed.Because(
            $"{noun}{word(status)}，不能办理“{entry.Word}”。{(next.Length > 0 ? $"现在可以：{string.Join('、', next)}。" : "它的办理已经结束。")}");
    }
}
