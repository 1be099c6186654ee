namespace Serverless.Access;

/// <summary>The rule of an HTTP trigger: who has one of these permissions, within their scope. A trigger without a rule does not build.</summary>
/// <param name="anyOf">At least one.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAttribute(params Permission[] anyOf) : Attribute
{
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;
}

/// <summary>The rule of an HTTP trigger that is open to anyone: the webhooks, what is public, health and pages' files.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAnyoneAttribute : Attribute;
