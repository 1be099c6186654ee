using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>
/// Machines with the hash of their key, and members. Partition <c>callers</c>, row <c>{name}</c>: a machine; partition
/// <c>members</c>: <see cref="MemberTable"/>.
/// </summary>
public sealed class MachineTable(TableServiceClient storage)
{
    public const string TableName = "Access";

    private const string Partition = "callers";

    private readonly TableClient table = storage.GetTableClient(TableName);

    /// <summary>The machine, the hash of its key and its entity tag, or null. One storage call.</summary>
    public async Task<KnownMachine?> FindAsync(AccessName name, CancellationToken cancel) =>
        await table.FindAsync(Partition, name.ToString(), cancel) is { } row ? new KnownMachine(Read(row), row.GetBinary("KeyHash"), row.ETag) : null;

    /// <summary>A page in the order of names. One storage call.</summary>
    public Task<Listing<Machine>> PageAsync(PageRequest page, CancellationToken cancel) =>
        table.PageAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), page, Read, cancel);

    /// <summary>Writes a new machine; <see cref="Refusals.WriteConflict"/> when somebody else has just made it. One storage call.</summary>
    public async Task<Outcome<ETag>> AddAsync(Machine machine, byte[] keyHash, CancellationToken cancel) =>
        await WrittenAsync(row => table.AddEntityAsync(row, cancel), Write(machine).Set("KeyHash", keyHash), merged: false, cancel);

    /// <summary>Gives a machine other rights; its key stays. <see cref="Refusals.WriteConflict"/> when it has changed since it was read. One storage call.</summary>
    public async Task<Outcome<ETag>> ChangeAsync(Machine machine, ETag tag, CancellationToken cancel) =>
        await WrittenAsync(row => table.UpdateEntityAsync(row, tag, TableUpdateMode.Merge, cancel), Write(machine), merged: true, cancel);

    /// <summary>Removes a machine as it was read; <see cref="Refusals.WriteConflict"/> when it has changed since. One storage call.</summary>
    public async Task<Refusal?> RemoveAsync(AccessName name, ETag tag, CancellationToken cancel)
    {
        try
        {
            // That it is gone already is no fault to storage's client, nor here.
            await table.DeleteEntityAsync(Partition, name.ToString(), tag, cancel);
            return null;
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            return Refusals.WriteConflict;
        }
    }

    private async Task<Outcome<ETag>> WrittenAsync(Func<TableEntity, Task<Response>> write, TableEntity row, bool merged, CancellationToken cancel)
    {
        try
        {
            return (await write(row)).Headers.ETag!.Value;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return await table.WrittenTagAsync(row, cancel, merged) is { } tag ? tag : Refusals.WriteConflict;
        }
    }

    private static TableEntity Write(Machine machine) => new(Partition, machine.Name.ToString())
    {
        ["Roles"] = string.Join(',', machine.Roles.Select(Json.Name)), ["Scope"] = machine.Scope.ToString(),
    };

    private static Machine Read(TableEntity row) => new(
        Identifier.Read<AccessName>(row.RowKey), [.. row.GetString("Roles").Split(',').Select(Json.Enum<Role>)], Identifier.Read<Scope>(row.GetString("Scope")));
}

/// <summary>A machine as it is stored.</summary>
/// <param name="Machine">The machine, without its key, which is stored nowhere.</param>
/// <param name="KeyHash">See <see cref="AccessKey.Hash"/>.</param>
/// <param name="Tag">Its entity tag.</param>
public sealed record KnownMachine(Machine Machine, byte[] KeyHash, ETag Tag);
