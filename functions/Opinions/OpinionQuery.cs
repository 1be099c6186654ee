using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Which of a station's opinions a caller wants: by status, and by the quarter they came in.</summary>
public sealed record OpinionQuery(OpinionStatus? Status, Quarter? Received)
{
    public static Outcome<OpinionQuery> Parse(string? status, string? quarter)
    {
        OpinionStatus? wanted = Json.TryEnum<OpinionStatus>(status, out var named) ? named : null;
        if (status is not null && wanted is null) return Refusals.QueryInvalid.Because("status 须为意见状态，例如 received、answered、closed。");
        if (quarter is null) return new OpinionQuery(wanted, null);
        return Quarter.Parse(quarter).Refused(out var refusal, out var received) ? refusal : new OpinionQuery(wanted, received);
    }
}
