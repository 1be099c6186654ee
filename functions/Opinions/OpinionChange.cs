namespace Serverless.Opinions;

/// <summary>What becomes of one opinion in a change.</summary>
/// <param name="After">The opinion as it is to be.</param>
/// <param name="Entry">What the journal says of it; null when nothing happened to it but to another.</param>
public sealed record OpinionChange(Opinion After, JournalEntry? Entry = null);
