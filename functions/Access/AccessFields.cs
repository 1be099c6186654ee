namespace Serverless.Access;

/// <summary>What fields of machines and members must be, for both.</summary>
internal static class AccessFields
{
    public const string Name = "须为 2 至 40 个小写字母、数字、点、连字符或下划线，以字母或数字开头。";
    public const string Roles = "至少一个，不得重复。";
    public const string Scope = "须为 district、street:街道名、station:站点编号、unit:单位编号或 person:代表编号。";

    public static bool AreRoles(IReadOnlyList<Role>? roles) => roles is { Count: > 0 } && roles.Distinct().Count() == roles.Count;
}
