namespace Serverless.WeChat;

/// <summary>
/// Why the gate let a request in or not. For logs and tests only: whoever sent it gets one and the same answer for every
/// cause (401, empty body), since a difference would tell a forger how far he got.
/// </summary>
public enum WeChatGateReason
{
    /// <summary>Let in.</summary>
    Accepted,

    /// <summary>A parameter is missing, given twice, or not of its shape.</summary>
    BadQuery,

    /// <summary>The body is empty or longer than <see cref="WeChatXml.MaxBytes"/>.</summary>
    BadSize,

    /// <summary>The body is not WeChat's XML: not UTF-8, cut short, with a DTD, too deep, an element twice.</summary>
    BadXml,

    /// <summary>The account takes encrypted pushes and this one is not, or carries no <c>msg_signature</c>.</summary>
    NotEncrypted,

    /// <summary>The account takes plain pushes and this one says it is encrypted.</summary>
    Encrypted,

    /// <summary>The signature does not fit token, timestamp, nonce and, in an encrypted push, the cipher text.</summary>
    WrongSignature,

    /// <summary>Signed, but neither the current nor the previous EncodingAESKey opens it.</summary>
    Undecryptable,

    /// <summary>Signed and opened, but made for another AppID.</summary>
    WrongReceiver,

    /// <summary>
    /// Signed, opened and for this AppID, but what is inside cannot be used (no XML, a DTD, a field missing). Refused like
    /// the rest: acknowledged, it would vanish without a word; refused, the citizen at least sees that it did not arrive.
    /// </summary>
    Unusable,
}
