using Serverless.Platform;
using Serverless.Statistics;
using System.Text.Json;

namespace Serverless.Tests.Statistics;

public sealed class RateTests
{
    [Theory]
    [InlineData(6, 7, "85.71")]
    [InlineData(9, 16, "56.25")]
    [InlineData(2, 3, "66.67")]
    [InlineData(1, 3, "33.33")]
    [InlineData(1, 800, "0.13")]
    [InlineData(3, 800, "0.38")]
    [InlineData(1, 160, "0.63")]
    [InlineData(201, 20000, "1.01")]
    [InlineData(207, 20000, "1.04")]
    [InlineData(1, 20000, "0.01")]
    [InlineData(1, 20001, "0")]
    [InlineData(19999, 20000, "100")]
    [InlineData(0, 5, "0")]
    [InlineData(5, 5, "100")]
    [InlineData(3, 2, "150")]
    public void A_percentage_has_two_decimals_and_halves_go_away_from_zero(int numerator, int denominator, string percent) =>
        Assert.Equal(decimal.Parse(percent), new Rate(numerator, denominator).Percent);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Nothing_to_divide_by_gives_no_percentage(int numerator) => Assert.Null(new Rate(numerator, 0).Percent);

    [Fact]
    public void A_large_district_does_not_overflow() => Assert.Equal(50m, new Rate(1_000_000_000, 2_000_000_000).Percent);

    [Theory]
    [InlineData(1, 3, """{"numerator":1,"denominator":3,"percent":33.33}""")]
    [InlineData(0, 0, """{"numerator":0,"denominator":0,"percent":null}""")]
    public void A_rate_always_names_its_percentage_in_json_and_is_read_back(int numerator, int denominator, string json)
    {
        var rate = new Rate(numerator, denominator);
        Assert.Equal(json, JsonSerializer.Serialize(rate, Json.Options));
        Assert.Equal(rate, JsonSerializer.Deserialize<Rate>(json, Json.Options));
    }
}
