using Serverless.Access;

namespace Serverless.Tests.Unit.Access;

public sealed class MemberDraftTests
{
    private static readonly MemberDraft Good = new("李伟", [Role.Station], ["station:na017", "person:r1"], ["aad:1"]);

    [Fact]
    public void A_whole_draft_is_a_member() => Assert.False(Good.ToMember("w.li").Refused(out _, out _));

    [Fact]
    public void Every_wrong_field_is_named()
    {
        Blames("id", "W Li", Good);
        Blames("id", "x", Good);
        Blames("name", "w.li", Good with { Name = null });
        Blames("identities", "w.li", Good with { Identities = ["nobody"] });
        Blames("identities", "w.li", Good with { Identities = ["aad:1", "aad:1"] });
        Blames("identities", "w.li", Good with { Identities = [null] });
        Blames("identities", "w.li", Good with { Identities = [.. Enumerable.Range(0, 21).Select(i => $"aad:{i}")] });
        Blames("roles", "w.li", Good with { Roles = [] });
        Blames("roles", "w.li", Good with { Roles = [Role.Head, Role.Head] });
        Blames("scopes", "w.li", Good with { Scopes = [] });
        Blames("scopes", "w.li", Good with { Scopes = ["everything"] });
        Blames("scopes", "w.li", Good with { Scopes = ["district", "district"] });
        Blames("scopes", "w.li", Good with { Scopes = ["district:"] });
        Blames("scopes", "w.li", Good with { Scopes = ["station:NA017"] });
    }

    private static void Blames(string field, string id, MemberDraft draft) => Assert.Equal([field], draft.ToMember(id).Refusal!.Errors!.Keys);
}
