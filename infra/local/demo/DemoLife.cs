using Serverless.Opinions;

namespace Serverless.Local.Demo;

/// <summary>An opinion of the demo district from its arrival on, each step by the product's own rules.</summary>
/// <param name="Steps">At least the arrival.</param>
/// <param name="Subject">What it is about; null when it is nothing a station may take.</param>
internal sealed record DemoLife(IReadOnlyList<DemoLife.Step> Steps, DemoSubject? Subject)
{
    public sealed record Step(Opinion After, JournalEntry Entry);

    /// <summary>As it stands.</summary>
    public Opinion Opinion => Steps[^1].After;

    public static DemoLife Begin(Opinion opinion, DemoSubject? subject) => new([new Step(opinion, JournalEntry.Received(opinion, opinion.Channel == Channels.WeChat ? "citizen" : "staff"))], subject);

    /// <exception cref="InvalidOperationException">The opinion's status does not allow the move, or it would go back in time.</exception>
    public DemoLife Then(OpinionMove move, DateTimeOffset at)
    {
        if (at <= Steps[^1].Entry.At || move.Apply(Opinion, at).Refused(out _, out var after)) throw new InvalidOperationException($"{move.Action} at {at:O}");
        return this with { Steps = [.. Steps, new Step(after, move.Entry(Opinion, after, at))] };
    }

    /// <summary>As it stood at an instant; null when it had not arrived.</summary>
    public DemoLife? Until(DateTimeOffset cut) =>
        Steps[0].Entry.At < cut ? this with { Steps = [.. Steps.TakeWhile(step => step.Entry.At < cut)] } : null;

    public bool IsOpenAt(DateTimeOffset instant) => Until(instant) is { } then && OpinionLifecycle.IsOpen(then.Opinion.Status);
}
