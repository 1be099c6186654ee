using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly DateOnly Day = new(2026, 11, 25);

    [Fact]
    public void The_same_source_gives_the_same_number_and_another_source_day_or_attempt_another()
    {
        Assert.Equal(Of("a"), Of("a"));
        Assert.NotEqual(Of("a"), Of("b"));
        Assert.NotEqual(Of("a"), OpinionNumber.Of(An.Id("na017"), Day.AddDays(1), "a"));
        Assert.NotEqual(Of("a"), OpinionNumber.Of(An.Id("na017"), Day, "a", attempt: 1));
    }

    [Fact]
    public void A_number_says_station_and_day_and_ends_with_a_check_over_all_of_it()
    {
        for (var i = 0; i < 2000; i++)
        {
            var text = Of($"source {i}").ToString();
            Assert.Matches("^NA017-261125-[0-9A-HJKMNP-TV-Z]{8}$", text);
            // n is 23 and a is 10, as base 36 has them.
            var rest = new[] { 23, 10, 0, 1, 7 }.Concat(text[6..12].Concat(text[13..20]).Select(letter => Alphabet.IndexOf(letter))).Aggregate(0, (sum, value) => ((sum * 32) + value) % 37);
            Assert.Equal(Alphabet[rest], text[20]);
        }
    }

    [Fact]
    public void A_number_reads_back_however_it_is_typed()
    {
        var number = Of("typed");
        var text = number.ToString();
        string[] spellings =
        [
            text, text.ToLowerInvariant(), $"  {text} ", text.Replace("-", " - "), text.Replace('-', '－'), text.Replace("-", ""), text.Replace('-', ' '), text.Replace('-', '—'),
            string.Concat(text.Select(letter => (char)(letter + '！' - '!'))), "NA017-" + text[6..].Replace('0', 'o').Replace('1', 'l'),
        ];
        Assert.All(spellings, spelling => Assert.True(OpinionNumber.TryParse(spelling, out var read) && read == number, spelling));
    }

    [Fact]
    public void Any_single_mistyped_letter_is_noticed()
    {
        var text = Of("mistyped").ToString();
        for (var at = 0; at < text.Length; at++)
            foreach (var wrong in Alphabet.Where(letter => letter != text[at] && text[at] != '-'))
                Assert.False(OpinionNumber.TryParse(text[..at] + wrong + text[(at + 1)..], out _), $"{at} {wrong}");
    }

    [Fact]
    public void Two_neighbours_swapped_are_noticed()
    {
        var text = Of("swapped").ToString();
        for (var at = 0; at < text.Length - 1; at++)
        {
            if (text[at] == text[at + 1] || text[at] == '-' || text[at + 1] == '-') continue;
            Assert.False(OpinionNumber.TryParse(text[..at] + text[at + 1] + text[at] + text[(at + 2)..], out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NA017")]
    [InlineData("NA017-261125-")]
    [InlineData("NA017-261125-7K3F9Q2")]
    [InlineData("NA017-261399-7K3F9Q2X")]
    [InlineData("南坪-261125-7K3F9Q2X")]
    [InlineData("NA01/-261125-7K3F9Q2X")]
    [InlineData("请问 NA017 的路灯坏了什么时候修呢谢谢")]
    [InlineData("13800001111")]
    public void What_is_no_number_is_not_read_as_one(string? text) => Assert.False(OpinionNumber.TryParse(text, out _));

    private static OpinionNumber Of(string source) => OpinionNumber.Of(An.Id("na017"), Day, source);
}
