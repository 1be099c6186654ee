using Serverless.Platform;

namespace Serverless.Access;

/// <summary>A member as a caller sends it, not yet checked.</summary>
public sealed record MemberDraft(string? Name, IReadOnlyList<Role>? Roles, IReadOnlyList<string?>? Scopes, IReadOnlyList<string?>? Identities = null)
{
    /// <summary>So that a member with all identities replaced still fits one transaction, and a row.</summary>
    private const int Most = 20;

    /// <summary>The member, or <see cref="Refusals.FieldsInvalid"/> with every field that is wrong.</summary>
    /// <param name="id">The id the route gives.</param>
    public Outcome<Member> ToMember(string id)
    {
        var scopes = (Scopes ?? []).Select(text => Scope.TryParse(text, out var scope) ? scope : (Scope?)null).ToArray();
        var errors = new FieldErrors()
            .Require(AccessName.TryParse(id, out var known), "id", AccessFields.Name)
            .Require(Name is not null, "name", "必填。").Text(Name, "name", 30)
            .Require(IsList(Identities) && (Identities ?? []).All(SignIn.IsIdentity), "identities", $"每项须为“登录方式:身份”，例如 wecom:LiWei；最多 {Most} 项，不得重复。")
            .Require(AccessFields.AreRoles(Roles), "roles", AccessFields.Roles)
            .Require(scopes.Length > 0 && IsList(Scopes) && scopes.All(scope => scope is not null), "scopes", $"至少一个，每项{AccessFields.Scope}最多 {Most} 项，不得重复。");
        return errors.ToRefusal() is { } refusal ? refusal : new Member(known, Name!, [.. Identities?.OfType<string>() ?? []], Roles!, [.. scopes.OfType<Scope>()]);
    }

    private static bool IsList(IReadOnlyList<string?>? texts) => texts is null || (texts.Count <= Most && texts.Distinct().Count() == texts.Count);
}
