using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Local.Demo;

/// <summary>The people one may sign in as: one of each role, named after it.</summary>
internal static class DemoMembers
{
    public static IReadOnlyList<Member> Of(IReadOnlyList<DemoPlace> places)
    {
        var (station, street) = (new Scope(ScopeKind.Station, places[0].Station.StationId), new Scope(ScopeKind.Street, places[0].Street.Name));
        return
        [
            New(Role.Administrator, "系统管理员", Scope.District),
            New(Role.District, "区人大代表工委", Scope.District),
            New(Role.Street, $"{places[0].Street.Name}人大工委", street),
            New(Role.Station, "站点工作人员", station),
            New(Role.Head, "站长", station, Person(1)),
            New(Role.Unit, "承办单位", new Scope(ScopeKind.Unit, places[0].Street.Name)),
            New(Role.Representative, "人大代表", Person(2)),
            New(Role.Auditor, "审计人员", Scope.District),
            New(Role.Bot, "热线转接程序", Scope.District),
            New(Role.Dashboard, "大屏", Scope.District),
        ];
    }

    /// <summary>Writes them; who is there already is written over, so a repeat changes nothing.</summary>
    public static async Task SaveAsync(MemberTable table, IReadOnlyList<Member> members, CancellationToken cancel)
    {
        foreach (var member in members)
            if ((await table.PutAsync(member, await table.FindAsync(member.Id, cancel), cancel)).Refused(out var refusal, out _))
                throw new InvalidOperationException($"The store is in use: {refusal.Code} at {member.Id}.");
    }

    private static Member New(Role role, string name, params Scope[] scopes) =>
        new(Identifier.Read<AccessName>(Json.Name(role)), name, [$"demo:{Json.Name(role)}"], [role], scopes);

    /// <summary>A representative of the first station; the first of them heads it.</summary>
    private static Scope Person(int number) => new(ScopeKind.Person, $"d{number:D4}");
}
