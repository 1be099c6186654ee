using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Representatives;

public sealed class BindingCodeTests
{
    private static readonly BindingCode Code = BindingCode.Of("seed", "secret", An.Person("d1"));

    [Fact]
    public void A_code_is_shown_in_groups() => Assert.Matches("^BD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$", Code.Show());

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("lower")]
    [InlineData("wide")]
    [InlineData("bare")]
    [InlineData("spaced")]
    [InlineData("dashed")]
    [InlineData("letters")]
    public void A_code_is_read_however_it_is_typed(string how)
    {
        var shown = Code.Show();
        var typed = how switch
        {
            "lower" => shown.ToLowerInvariant(),
            "wide" => string.Concat(shown.Select(letter => (char)(letter - '!' + '！'))),
            "bare" => shown.Replace("-", ""),
            "spaced" => string.Join(' ', shown.Replace("-", "").ToCharArray()),
            "dashed" => shown.Replace('-', '—'),
            "letters" => shown.Replace('0', 'o').Replace('1', 'l'),
            _ => string.Format(how, shown),
        };
        Assert.True(BindingCode.TryParse(typed, out var read));
        Assert.Equal(Code, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("你好")]
    [InlineData("小区门口的路灯坏了三天")]
    [InlineData("12345678")]
    [InlineData("13800000000")]
    [InlineData("20261220")]
    [InlineData("background")]
    [InlineData("BD")]
    [InlineData("BD地图上找不到我们小区的路")]
    [InlineData("BD12345678")]
    [InlineData("bdbdbdbdbdb 你好")]
    [InlineData("NA017-261125-7K3F9Q2X")]
    [InlineData("BD017-261125-7K3F9Q2X")]
    [InlineData("查询 NA017-261125-7K3F9Q2X")]
    public void What_citizens_write_is_no_code(string? text) => Assert.False(BindingCode.TryParse(text, out _));

    [Fact]
    public void A_character_that_is_wrong_or_two_that_changed_places_are_noticed()
    {
        var text = Code.Show().Replace("-", "");
        for (var i = 2; i < text.Length; i++)
        {
            foreach (var other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(other => other != text[i]))
                Assert.False(BindingCode.TryParse(text[..i] + other + text[(i + 1)..], out _));
            if (i + 1 < text.Length - 1 && text[i] != text[i + 1]) Assert.False(BindingCode.TryParse(text[..i] + text[i + 1] + text[i] + text[(i + 2)..], out _));
        }
    }

    [Fact]
    public void A_code_is_anothers_with_another_seed_secret_or_person()
    {
        BindingCode[] codes = [Code, BindingCode.Of("seed2", "secret", An.Person("d1")), BindingCode.Of("seed", "secret2", An.Person("d1")), BindingCode.Of("seed", "secret", An.Person("d2"))];
        Assert.Distinct(codes);
        Assert.Distinct(codes.Select(code => code.Hash()));
        Assert.Equal(Code, BindingCode.Of("seed", "secret", An.Person("d1")));
        Assert.Distinct(Enumerable.Range(0, 1000).Select(_ => BindingCode.NewSeed()));
    }

    [Fact]
    public void Nothing_that_is_logged_shows_a_code()
    {
        Assert.DoesNotContain(Code.Show()[3..7], $"{Code} {new NewBindingCode(Code.Show(), An.Instant)} {new PersonBindingCode(An.Person("d1"), "王芳", Code.Show(), An.Instant)}");
        Assert.DoesNotContain(Code.Show().Replace("-", ""), Code.Hash(), StringComparison.OrdinalIgnoreCase);
    }
}
