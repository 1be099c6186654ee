namespace Serverless.Opinions;

/// <summary>
/// The row keys of table Opinions; the partition is the station.
/// <c>o|{code}</c> the opinion, <c>j|{ticks}|{code}|{sequence}</c> its journal in the order of time,
/// <c>p|{code}</c> what must still follow its arrival, <c>k|{hash}</c> the first result of an Idempotency-Key.
/// </summary>
public static class OpinionKeys
{
    public const string Opinions = "o|";
    public const string Pending = "p|";

    public static string Opinion(string code) => Opinions + code;

    public static string PendingOf(string code) => Pending + code;

    public static string Result(string hash) => "k|" + hash;

    public static string Journal(DateTimeOffset at, string code, int sequence) => $"{JournalFrom(at)}|{code}|{sequence:D3}";

    /// <summary>The key no journal entry from this instant on lies before.</summary>
    public static string JournalFrom(DateTimeOffset at) => $"j|{at.UtcTicks:D19}";
}
