using Serverless.Opinions;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void The_same_source_gives_the_same_number_and_another_source_another()
    {
        Assert.Equal(OpinionNumber.Of("na017", "a"), OpinionNumber.Of("na017", "a"));
        Assert.NotEqual(OpinionNumber.Of("na017", "a"), OpinionNumber.Of("na017", "b"));
        Assert.NotEqual(OpinionNumber.Of("na017", "a"), OpinionNumber.Of("na017", "a", attempt: 1));
    }

    [Fact]
    public void A_number_is_the_station_and_ten_plain_letters_of_which_the_last_is_Crockfords_check()
    {
        for (var i = 0; i < 2000; i++)
        {
            var text = OpinionNumber.Of("na017", $"source {i}").ToString();
            Assert.Matches("^NA017-[0-9A-HJKMNP-TV-Z]{10}$", text);
            var value = text[6..15].Aggregate(0UL, (sum, letter) => (sum * 32) + (ulong)Alphabet.IndexOf(letter));
            Assert.Equal(Alphabet[(int)(value % 37)], text[15]);
        }
    }

    [Fact]
    public void A_number_reads_back_however_it_is_typed()
    {
        var number = OpinionNumber.Of("na017", "typed");
        var text = number.ToString();
        string[] spellings = [text, text.ToLowerInvariant(), $"  {text} ", text.Replace("-", " - "), text.Replace('-', '－'), "NA017-" + text[6..].Replace('0', 'o').Replace('1', 'l')];
        Assert.All(spellings, spelling => Assert.True(OpinionNumber.TryParse(spelling, out var read) && read == number, spelling));
    }

    [Fact]
    public void Any_single_mistyped_letter_is_noticed()
    {
        var text = OpinionNumber.Of("na017", "mistyped").ToString();
        for (var at = 6; at < text.Length; at++)
            foreach (var wrong in Alphabet.Where(letter => letter != text[at]))
                Assert.False(OpinionNumber.TryParse(text[..at] + wrong + text[(at + 1)..], out _));
    }

    [Fact]
    public void Two_neighbours_swapped_are_noticed()
    {
        var text = OpinionNumber.Of("na017", "swapped").ToString();
        for (var at = 6; at < text.Length - 2; at++)
        {
            if (text[at] == text[at + 1]) continue;
            Assert.False(OpinionNumber.TryParse(text[..at] + text[at + 1] + text[at] + text[(at + 2)..], out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NA017")]
    [InlineData("NA017-")]
    [InlineData("NA017-7K3F9Q2M4")]
    [InlineData("NA017-7K3F9Q2M4XX")]
    [InlineData("N-7K3F9Q2M4X")]
    [InlineData("NA017-7K3F9Q2M4X-1")]
    [InlineData("南坪-7K3F9Q2M4X")]
    [InlineData("NA01/-7K3F9Q2M4X")]
    [InlineData("NA017-路灯坏了路灯坏了路灯")]
    public void What_is_no_number_is_not_read_as_one(string? text) => Assert.False(OpinionNumber.TryParse(text, out _));
}
