using Serverless.Platform;

namespace Serverless.Access;

/// <summary>A machine as a caller sends it, not yet checked.</summary>
public sealed record MachineDraft(IReadOnlyList<Role>? Roles, string? Scope)
{
    /// <summary>The machine, or <see cref="Refusals.FieldsInvalid"/> with every field that is wrong.</summary>
    /// <param name="name">The name the route gives.</param>
    public Outcome<Machine> ToMachine(string name)
    {
        var errors = new FieldErrors()
            .Require(AccessName.TryParse(name, out var known), "name", AccessFields.Name)
            .Require(AccessFields.AreRoles(Roles), "roles", AccessFields.Roles)
            .Require(Access.Scope.TryParse(Scope, out var scope), "scope", AccessFields.Scope);
        return errors.ToRefusal() is { } refusal ? refusal : new Machine(known, Roles!, scope);
    }
}
