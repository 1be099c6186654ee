using Serverless.Platform;

namespace Serverless.Access;

/// <summary>Machines that may call: made, changed, listed, revoked.</summary>
public sealed class MachineHandler(MachineTable machines, AgedCache<KnownMachine> known)
{
    /// <summary>A new machine comes with its key, this once; one that is there gets other rights and keeps its key.</summary>
    public async Task<Outcome<Tagged<Machine>>> PutAsync(Call call, string name, MachineDraft draft, CancellationToken cancel)
    {
        if (draft.ToMachine(name).Refused(out var refusal, out var machine)) return refusal;
        var before = await machines.FindAsync(machine.Name, cancel);
        if (!call.IfMatchAllows(before?.Tag)) return Refusals.PreconditionFailed;
        var key = before is null ? AccessKey.New(machine.Name) : null;
        var written = before is null
            ? await machines.AddAsync(machine, AccessKey.Hash(key!), cancel)
            : await machines.ChangeAsync(machine, before.Tag, cancel);
        known.Clear();
        return written.Refused(out refusal, out var tag) ? refusal : new Tagged<Machine>(machine with { Key = key }, tag, before is null);
    }

    public Task<Listing<Machine>> ListAsync(PageRequest page, CancellationToken cancel) => machines.PageAsync(page, cancel);

    /// <summary>Revokes a machine's key: at once on this instance, within the age of what is remembered on every other.</summary>
    public async Task<Refusal?> RevokeAsync(Call call, string name, CancellationToken cancel)
    {
        if (!AccessName.TryParse(name, out var machine) || await machines.FindAsync(machine, cancel) is not { } before) return AccessRefusals.CallerNotFound;
        if (!call.IfMatchAllows(before.Tag)) return Refusals.PreconditionFailed;
        var refusal = await machines.RemoveAsync(machine, before.Tag, cancel);
        known.Clear();
        return refusal;
    }
}
