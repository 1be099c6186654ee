using Serverless.Platform;

namespace Serverless.Audit;

/// <summary>Which lines of the audit are asked for.</summary>
/// <param name="From">The first day, in Asia/Shanghai.</param>
/// <param name="To">The last day.</param>
/// <param name="Actor">Whose; null is everybody's.</param>
/// <param name="Subject">What the path begins with; null is everything.</param>
public sealed record AuditQuery(DateOnly From, DateOnly To, string? Actor, string? Subject)
{
    /// <summary>How many days a query may span.</summary>
    public const int MostDays = 92;

    private const int DaysByDefault = 7;

    /// <summary>What is absent has its default: up to today, and the seven days that end with the last one.</summary>
    public static Outcome<AuditQuery> Of(DateOnly? from, DateOnly? to, string? actor, string? subject, DateOnly today)
    {
        var last = to ?? today;
        var first = from ?? last.AddDays(1 - DaysByDefault);
        return first <= last && last.DayNumber - first.DayNumber < MostDays
            ? new AuditQuery(first, last, actor, subject)
            : Refusals.QueryInvalid.Because($"from 不得晚于 to，且最多查询 {MostDays} 天。");
    }
}
