using System.Collections.Concurrent;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// How many wrong binding codes each sender has sent to this instance: five within an hour from the first, then no more are looked at.
/// At most 10,000 senders are remembered; when one more comes, all are forgotten. With 40 bits of a code, guessing is hopeless anyhow;
/// this keeps it from being tried.
/// </summary>
public sealed class BindingGuessCache(StationClock clock)
{
    private const int Most = 5;
    private const int MostSenders = 10_000;

    private readonly ConcurrentDictionary<string, (int Wrong, DateTimeOffset Until)> senders = new(StringComparer.Ordinal);

    public bool MayTry(string sender) => !(senders.TryGetValue(sender, out var guesses) && guesses.Wrong >= Most && clock.Now < guesses.Until);

    public void NoteWrong(string sender)
    {
        if (senders.Count >= MostSenders) senders.Clear();
        var now = clock.Now;
        senders.AddOrUpdate(sender, _ => (1, now.AddHours(1)), (_, known) => now < known.Until ? known with { Wrong = known.Wrong + 1 } : (1, now.AddHours(1)));
    }
}
