namespace Serverless.Notices;

/// <summary>One telling of one subject, to whomever it concerns: <c>reception-20261220-na017.D7</c>. It is claimed and recorded as a whole.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Step">Which telling of it.</param>
public sealed record NoticeRound(NoticeSubject Subject, NoticeStep Step)
{
    public override string ToString() => $"{Subject}.{Step}";
}
