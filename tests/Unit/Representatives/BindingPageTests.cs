using Serverless.Representatives;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Representatives;

public sealed class BindingPageTests
{
    [Fact]
    public void A_slip_has_the_name_the_code_and_until_when()
    {
        var page = BindingPage.Write(new(An.Id("na017"), "花园站", [new(An.Person("d1"), "王芳", "BD-7K3F-9Q2XA", An.Instant.ToUniversalTime())]));
        Assert.Contains("<tr><td>d1</td><td>王芳</td><td class=\"code\">BD-7K3F-9Q2XA</td><td>2026-11-22 09:00</td></tr>", System.Net.WebUtility.HtmlDecode(page));
    }

    [Fact]
    public void A_name_is_text_whatever_it_is_made_of()
    {
        var page = BindingPage.Write(new(An.Id("na017"), "<b>站</b>&", [new(An.Person("d1"), "\"><script>alert('1')</script>", "BD-7K3F-9Q2XA", An.Instant)]));
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<b>", page);
        Assert.Contains("&lt;script&gt;alert(&#39;1&#39;)", page);
    }

    [Fact]
    public void Where_everybody_is_bound_it_says_so() => Assert.Contains("均已绑定", BindingPage.Write(new(An.Id("na017"), "花园站", [])));
}
