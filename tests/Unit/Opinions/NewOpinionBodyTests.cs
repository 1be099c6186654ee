using Serverless.Access;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class NewOpinionBodyTests
{
    private static readonly OpinionOptions Options = new(20, "a pepper of enough letters");
    private static readonly NewOpinionBody Good = new("na017", "路灯坏了");

    [Theory]
    [InlineData("一")]
    [InlineData("路灯😀\n第二行")]
    public void Content_of_one_to_two_thousand_characters_is_taken(string content) => Assert.Null(ErrorOf(Good with { Content = content }));

    [Fact]
    public void Two_thousand_characters_are_taken_and_one_more_is_not()
    {
        Assert.Null(ErrorOf(Good with { Content = new string('路', 2000) }));
        Assert.Equal("content", ErrorOf(Good with { Content = new string('路', 2001) }));
    }

    public static TheoryData<string, NewOpinionBody> Bad() => new()
    {
        { "stationId", Good with { StationId = null } },
        { "stationId", Good with { StationId = "NA017" } },
        { "stationId", Good with { StationId = "a" } },
        { "stationId", Good with { StationId = "na/17" } },
        { "stationId", Good with { StationId = "na017\n" } },
        { "stationId", Good with { StationId = new string('a', 21) } },
        { "content", Good with { Content = null } },
        { "content", Good with { Content = "" } },
        { "content", Good with { Content = " \n" } },
        { "content", Good with { Content = "a\u0000b" } },
        { "content", Good with { Content = "a\u0085b" } },
        { "content", Good with { Content = "a\ud83d" } },
        { "content", Good with { Content = "\ude00a" } },
        { "content", Good with { Content = string.Concat(Enumerable.Repeat("😀", 2001)) } },
        { "channel", Good with { Channel = "" } },
        { "channel", Good with { Channel = "hotline" } },
        { "channel", Good with { Channel = "WeChat" } },
        { "channel", Good with { Channel = new string('a', 21) } },
        { "category", Good with { Category = " " } },
        { "senderPhone", Good with { SenderPhone = "not a phone" } },
        { "senderPhone", Good with { SenderPhone = "1381234\n" } },
        { "representativeId", Good with { RepresentativeId = "a b" } },
        { "representativeId", Good with { RepresentativeId = "张三" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_is_told_by_the_fields_name(string field, NewOpinionBody body) => Assert.Equal(field, ErrorOf(body));

    [Fact]
    public void Two_thousand_characters_are_enough_whatever_they_take_in_UTF_16() =>
        Assert.False((Good with { Content = string.Concat(Enumerable.Repeat("😀", 2000)) }).ToDraft(An.Call(), Options).Refused(out _, out _));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        (Good with { StationId = "?", Content = "" }).ToDraft(An.Call(), Options).Refused(out var refusal, out _);
        Assert.Equal(["content", "stationId"], refusal!.Errors!.Keys.Order());
    }

    [Fact]
    public void A_sender_whom_staff_wrote_down_is_known_by_telephone_in_whatever_spelling_and_by_nothing_else()
    {
        string? Key(string station, string? name, string? phone)
        {
            (Good with { StationId = station, SenderName = name, SenderPhone = phone }).ToDraft(An.Call(), Options).Refused(out _, out var draft);
            return draft!.SenderKey;
        }

        Assert.Null(Key("na017", null, null));
        Assert.Equal(Key("na017", "张三", "13812345678"), Key("na018", "李四", "13812345678"));
        foreach (var spelling in new[] { "138 1234 5678", "138-1234-5678", "+86 13812345678", "+8613812345678", "0086 138 1234 5678", "86-13812345678" })
            Assert.Equal(Key("na017", null, "13812345678"), Key("na017", null, spelling));
        Assert.NotEqual(Key("na017", null, "13812345678"), Key("na017", null, "13812345679"));
        Assert.NotEqual(Key("na017", null, "02368001234"), Key("na017", null, "02868001234"));
        // A reception's 25 visitors may all be 匿名.
        Assert.Null(Key("na017", "匿名", null));
        Assert.DoesNotContain("138", Key("na017", null, "13812345678"));
    }

    [Theory]
    [InlineData("\u200B\u200D")]
    [InlineData("\u3164 \u2800")]
    [InlineData("\uFE0F\u0301")]
    public void What_shows_nothing_is_no_opinion(string content) => Assert.Equal("content", ErrorOf(Good with { Content = content }));

    [Fact]
    public void Who_knows_a_key_does_not_know_the_number()
    {
        string Source(string pepper)
        {
            Good.ToDraft(An.Call() with { Repeat = new Repeat("a-known-key", "hash") }, Options with { SenderPepper = pepper }).Refused(out _, out var draft);
            return draft!.SourceKey;
        }

        Assert.Equal(Source("a pepper of enough letters"), Source("a pepper of enough letters"));
        Assert.NotEqual(Source("a pepper of enough letters"), Source("another pepper of letters"));
    }

    private static string? ErrorOf(NewOpinionBody body) => body.ToDraft(An.Call(), Options).Refused(out var refusal, out _) ? refusal!.Errors!.Keys.Single() : null;

    [Fact]
    public void A_programs_citizen_is_known_by_its_own_id_which_is_no_other_programs()
    {
        string? Key(string caller, string id)
        {
            (Good with { SenderId = id }).ToDraft(An.Call(caller: new Caller(caller)), Options).Refused(out _, out var draft);
            Assert.Equal("bot", draft!.Channel);
            return draft.SenderKey;
        }

        Assert.Equal(Key("caller:hotline", "42"), Key("caller:hotline", "42"));
        Assert.Distinct([Key("caller:hotline", "42"), Key("caller:hotline", "43"), Key("caller:app", "42")]);
        Assert.DoesNotContain("42-of-somebody", Key("caller:hotline", "42-of-somebody"));
    }

    [Fact]
    public void Without_a_key_two_requests_in_the_same_words_are_two_opinions_and_with_one_they_are_one()
    {
        string Source(Repeat? repeat)
        {
            Good.ToDraft(An.Call() with { Repeat = repeat }, Options).Refused(out _, out var draft);
            return draft!.SourceKey;
        }

        Assert.NotEqual(Source(null), Source(null));
        Assert.Equal(Source(new Repeat("a", "x")), Source(new Repeat("a", "y")));
    }
}
