using System.Buffers.Text;
using System.Text;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class PageRequestTests
{
    [Fact]
    public void What_a_page_gives_to_pass_back_is_taken_back()
    {
        var given = Listing<int>.Of([1], "1!12!c3RhdGlvbnM- 1!8!bmEwMTc-").Continuation;
        Assert.False(PageRequest.Parse("7", given).Refused(out _, out var page));
        Assert.Equal(new PageRequest(7, "1!12!c3RhdGlvbnM- 1!8!bmEwMTc-"), page);
    }

    [Fact]
    public void A_page_is_a_hundred_items_from_the_beginning_unless_said_otherwise()
    {
        Assert.False(PageRequest.Parse(null, null).Refused(out _, out var page));
        Assert.Equal(new PageRequest(100, null), page);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("1000", true)]
    [InlineData("0", false)]
    [InlineData("1001", false)]
    [InlineData("-1", false)]
    [InlineData("1e3", false)]
    [InlineData("99999999999", false)]
    [InlineData("", false)]
    public void A_page_has_one_to_a_thousand_items(string top, bool good) =>
        Assert.Equal(good ? null : "queryInvalid", PageRequest.Parse(top, null).Refusal?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("南岸")]
    public void A_continuation_the_store_cannot_have_made_is_refused(string token) =>
        Assert.Equal("queryInvalid", PageRequest.Parse(null, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token))).Refusal?.Code);

    [Theory]
    [InlineData("%")]
    [InlineData("a b!")]
    [InlineData("_____w")]
    public void Bytes_that_are_no_text_are_refused(string continuation) =>
        Assert.Equal("queryInvalid", PageRequest.Parse(null, continuation).Refusal?.Code);
}
