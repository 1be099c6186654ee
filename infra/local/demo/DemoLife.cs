using Azure.Data.Tables;
using Serverless.Access;
using Serverless.Actions;
using Serverless.Opinions;

namespace Serverless.Local.Demo;

/// <summary>An opinion of the demo district from its arrival on, each step by the product's own rules.</summary>
/// <param name="Arrival">As it came.</param>
/// <param name="Steps">What was done with it.</param>
/// <param name="Subject">What it is about; null when it is nothing a station may take.</param>
internal sealed record DemoLife(Opinion Arrival, IReadOnlyList<DemoLife.Step> Steps, DemoSubject? Subject)
{
    public sealed record Step(Opinion After, JournalEntry Entry);

    /// <summary>As it stands.</summary>
    public Opinion Opinion => Steps is [.., var last] ? last.After : Arrival;

    /// <summary>The opinion as it stands, and its journal, as the product's tables store them.</summary>
    public IEnumerable<TableEntity> Rows => Steps.Select(step => JournalRow.Write(step.Entry, step.After.Version)).Prepend(OpinionRow.Write(Opinion));

    /// <exception cref="InvalidOperationException">The opinion's status does not allow the action, or it would go back in time.</exception>
    public DemoLife Then(ActionEntry<Opinion, OpinionStatus> action, IAction<Opinion> body, Caller by, DateTimeOffset at)
    {
        var (wish, call) = (new Wish<Opinion, OpinionStatus>(action, body), new Call(by, at));
        if (at <= (Steps is [.., var last] ? last.Entry.At : Arrival.ReceivedAt) || wish.Apply(Opinion, call).Refused(out _, out var after))
            throw new InvalidOperationException($"{action.Name} at {at:O}");
        return this with { Steps = [.. Steps, new Step(after, JournalEntry.Of(wish, Opinion, after, call))] };
    }

    /// <summary>As it stood at an instant; null when it had not arrived.</summary>
    public DemoLife? Until(DateTimeOffset cut) => Arrival.ReceivedAt < cut ? this with { Steps = [.. Steps.TakeWhile(step => step.Entry.At < cut)] } : null;

    public bool IsOpenAt(DateTimeOffset instant) => Until(instant) is { } then && OpinionActions.IsOpen(then.Opinion.Status);
}
