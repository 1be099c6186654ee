using Serverless.Audit;

namespace Serverless.Tests.Unit.Audit;

public sealed class AuditTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData(null, null, "2026-11-19", "2026-11-25")]
    [InlineData("2026-11-01", null, "2026-11-01", "2026-11-25")]
    [InlineData(null, "2026-10-07", "2026-10-01", "2026-10-07")]
    [InlineData("2026-08-26", "2026-11-25", "2026-08-26", "2026-11-25")]
    [InlineData("2026-08-25", "2026-11-25", null, null)]
    [InlineData("2026-11-26", "2026-11-25", null, null)]
    public void A_week_is_asked_for_unless_days_are_named_and_at_most_92_of_them(string? from, string? to, string? first, string? last)
    {
        var refused = AuditQuery.Of(Date(from), Date(to), null, null, Today).Refused(out _, out var query);
        Assert.Equal((Date(first), Date(last)), refused ? (null, null) : (query!.From, (DateOnly?)query.To));
    }

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.Parse(text);
}
