using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>
/// What makes a notice this one and no other: who is told of which occasion, how many days ahead. Its parts are its
/// identity, so planning it twice is one notice.
/// </summary>
/// <param name="Round">The station, the occasion and the offset.</param>
/// <param name="RecipientId">The representative.</param>
public sealed record NoticeKey(NoticeRound Round, string RecipientId)
{
    /// <summary>The notice's name in the API: <c>na017.20261220.reception.D7.r001</c>.</summary>
    public string Id => $"{Round.StationId}.{NoticeRound.Day(Round.NominalDate)}.{Round.Kind}.{Round.Ahead}.{RecipientId}";

    /// <summary>
    /// The name WeChat knows a duplicate by, <c>client_msg_id</c>: 32 hexadecimal characters, the same for every try.
    /// </summary>
    public string DuplicateKey => ContentHash.Key("notice", Id);
}
