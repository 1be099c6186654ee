using Serverless.Platform;

namespace Serverless.Access;

/// <summary>Finds out who is asking. What is remembered costs no storage call; a key and a sign-in that are not, one each.</summary>
public sealed class WhoHandler(
    AccessOptions options, MachineTable machines, MemberTable members, AgedCache<KnownMachine> knownMachines, AgedCache<Member> knownMembers)
{
    private static readonly Caller Bootstrap = new("administrator") { Roles = [Role.Administrator], Scopes = [Scope.District] };

    private readonly byte[]? bootstrap = options.BootstrapKey is { } key ? AccessKey.Hash(key) : null;

    /// <summary>The caller, or why it cannot be said. A key wins over a sign-in.</summary>
    public async ValueTask<Outcome<Caller>> WhoAsync(Credentials credentials, CancellationToken cancel)
    {
        if (credentials.Key is { Length: > 0 } key)
            return AccessKey.Matches(key, bootstrap) ? Bootstrap : await MachineAsync(key, cancel) is { } machine ? machine.ToCaller() : AccessRefusals.KeyWrong;
        if (credentials.Identity is not { } identity) return AccessRefusals.KeyMissing;
        if (credentials.IsForged) return AccessRefusals.NotAllowed.Because("请在本站的页面上操作。");
        return await MemberAsync(identity, cancel) is { } member ? member.ToCaller() : AccessRefusals.NotAllowed;
    }

    private async ValueTask<Machine?> MachineAsync(string key, CancellationToken cancel)
    {
        KnownMachine? known = null;
        if (AccessKey.NameIn(key) is { } name && !knownMachines.TryGet(name.ToString(), out known))
        {
            var seen = knownMachines.Changes;
            known = await machines.FindAsync(name, cancel);
            knownMachines.Learn(name.ToString(), known, seen);
        }

        return AccessKey.Matches(key, known?.KeyHash) ? known!.Machine : null;
    }

    private async ValueTask<Member?> MemberAsync(string identity, CancellationToken cancel)
    {
        if (knownMembers.TryGet(identity, out var known)) return known;
        var seen = knownMembers.Changes;
        known = await members.FindByIdentityAsync(identity, cancel);
        knownMembers.Learn(identity, known, seen);
        return known;
    }
}
