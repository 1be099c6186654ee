using System.Text;
using Serverless.Access;

namespace Serverless.Tests.Unit.Access;

public sealed class SignInTests
{
    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private const string NameId = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

    [Fact]
    public void A_person_is_the_provider_and_its_id_of_them() =>
        Assert.Equal("aad:0f1c-22", SignIn.IdentityOf("aad", "0f1c-22", Principal((ObjectId, "other"))));

    [Fact]
    public void Without_an_id_header_the_id_is_the_claim_that_stays_with_a_person_for_good()
    {
        Assert.Equal("google:1", SignIn.IdentityOf("google", null, Principal(("name", "李伟"), ("email", "x@y"), (NameId, "1"))));
        Assert.Equal("aad:2", SignIn.IdentityOf("aad", "", Principal((NameId, "1"), (ObjectId, "2"))));
        Assert.Equal("wecom:3", SignIn.IdentityOf("wecom", null, Principal(("sub", "3"))));
        Assert.Null(SignIn.IdentityOf("aad", null, Principal(("name", "李伟"), ("email", "x@y"))));
    }

    [Theory]
    [InlineData(null, "1", null)]
    [InlineData("", "1", null)]
    [InlineData("aad", null, null)]
    [InlineData("aad", null, "not base64!")]
    [InlineData("aad", null, "bm8ganNvbg==")]
    [InlineData("aad", null, "bnVsbA==")]
    [InlineData("aad", "a b", null)]
    [InlineData("aad:x", "1", null)]
    [InlineData("AAD", "1", null)]
    public void Everything_else_is_nobody(string? provider, string? id, string? principal) => Assert.Null(SignIn.IdentityOf(provider, id, principal));

    private static string Principal(params (string Typ, string Val)[] claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{"auth_typ":"x","claims":[{{string.Join(',', claims.Select(claim => $$"""{"typ":"{{claim.Typ}}","val":"{{claim.Val}}"}"""))}}],"name_typ":"n","role_typ":"r"}"""));
}
