namespace Serverless.Opinions;

/// <summary>What is kept of a sender, under a key that does not name him.</summary>
/// <param name="Binding">Which stations he scanned when.</param>
/// <param name="Sent">What he handed in.</param>
public sealed record Sender(SenderBinding Binding, SentOpinions Sent)
{
    public static readonly Sender Unknown = new(SenderBinding.None, SentOpinions.None);
}
