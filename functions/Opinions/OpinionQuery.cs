using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Which of a station's opinions a caller wants: by status, and by the quarter they came in.</summary>
public sealed record OpinionQuery(OpinionStatus? Status, Quarter? Received)
{
    public static Outcome<OpinionQuery> Parse(string? status, string? quarter)
    {
        if (!TryStatus(status, out var wanted)) return Refusals.QueryInvalid.Because("status 须为意见状态，例如 received、answered、closed。");
        if (quarter is null) return new OpinionQuery(wanted, null);
        return Quarter.Parse(quarter).Refused(out var refusal, out var received) ? refusal : new OpinionQuery(wanted, received);
    }

    private static bool TryStatus(string? text, out OpinionStatus? status)
    {
        status = Enum.GetValues<OpinionStatus>().Cast<OpinionStatus?>().FirstOrDefault(one => NameOf(one!.Value) == text);
        return text is null || status is not null;
    }

    private static string NameOf(OpinionStatus status) => char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..];
}
