using Azure.Data.Tables;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>Literals of the query language.</summary>
[Covers(typeof(TableClient), nameof(TableClient.CreateQueryFilter))]
public sealed class FilterTests
{
    public static TheoryData<object?, string> Literals => new()
    {
        { "plain", "'plain'" },
        { "it's ' or true or ''", "'it''s '' or true or '''''" },
        { "南岸区{0}", "'南岸区{0}'" },
        { true, "true" },
        { false, "false" },
        { 5, "5" },
        { -5, "-5" },
        { 5L, "5L" },
        { 1.5, "1.5" },
        { Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "guid'0f8fad5b-d9cb-469f-a165-70867728950e'" },
        { new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.FromHours(8)), "datetime'2026-11-22T09:00:00.0000000Z'" },
        { new DateTime(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc), "datetime'2026-11-22T09:00:00.0000000Z'" },
        { null, "null" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_value_becomes_a_literal_that_it_cannot_leave(object? value, string literal) =>
        Assert.Equal($"A eq {literal} and {{}}", TableClient.CreateQueryFilter($"A eq {value} and {{}}"));

    [Fact]
    public void A_value_of_no_such_type_is_refused() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));
}
