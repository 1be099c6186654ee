namespace Serverless.Tests.Storage.StandIns;

/// <summary>Names the members whose contract a test holds; <see cref="InventoryTests"/> wants every public one named.</summary>
/// <param name="type">The type; without members, all of it.</param>
/// <param name="members">Names, with parameter types behind them where a name is overloaded.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class CoversAttribute(Type type, params string[] members) : Attribute
{
    public IEnumerable<string> Names => members.Length == 0 ? [type.Name] : members.Select(member => $"{type.Name}.{member}");
}
