namespace Serverless.Opinions;

/// <summary>What a sender said that nobody needs to see who handles the opinion: kept sealed, and shown on request only.</summary>
/// <param name="Phone">The telephone in full; null when none was given.</param>
/// <param name="Content">The opinion in the sender's own words, where something in it is masked; else null.</param>
public sealed record SenderContact(string? Phone, string? Content)
{
    /// <summary>The draft with nothing but masks, and what they hide sealed beside it.</summary>
    public static OpinionDraft Sealed(OpinionDraft draft, OpinionOptions options)
    {
        var (content, kinds) = TextMask.Of(draft.Content);
        if (draft.Place is { } place) draft = draft with { Place = TextMask.Of(place).Text };
        if (kinds.Count == 0 && draft.SenderPhone is null) return draft;
        var contact = new SenderContact(draft.SenderPhone, kinds.Count == 0 ? null : draft.Content);
        return draft with
        {
            Content = content, Masked = kinds, SenderPhone = draft.SenderPhone is { } phone ? TextMask.Phone(phone) : null,
            Sealed = ContactSeal.Close(contact, options.SenderPepper, draft.SourceKey),
        };
    }

    // A record prints its members; a log line or an exception must not show them.
    public override string ToString() => nameof(SenderContact);
}
