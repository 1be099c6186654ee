using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>
/// Partition <c>members</c>: row <c>m|{id}</c> is the member, and each row <c>i|{hash of the identity}</c> a copy of it, so that
/// a sign-in is one point read. One transaction writes them all: of two members who claim an identity one is refused, and
/// a crash leaves no half of one.
/// </summary>
public sealed class MemberTable(TableServiceClient storage)
{
    private const string Partition = "members";

    private readonly TableClient table = storage.GetTableClient(MachineTable.TableName);

    /// <summary>The member and their entity tag, or null. One storage call.</summary>
    public async Task<(Member Member, ETag Tag)?> FindAsync(AccessName id, CancellationToken cancel) =>
        await table.FindAsync(Partition, MemberKey(id), cancel) is { } row ? (Read(row), row.ETag) : null;

    /// <summary>Who signs in with this identity, or null. One storage call.</summary>
    public async Task<Member?> FindByIdentityAsync(string identity, CancellationToken cancel) =>
        await table.FindAsync(Partition, IdentityKey(identity), cancel) is { } row ? Read(row) : null;

    /// <summary>A page in the order of ids. One storage call.</summary>
    public Task<Listing<Member>> PageAsync(PageRequest page, CancellationToken cancel) => table.PageAsync(PagesTable.Prefix(Partition, "m|"), page, Read, cancel);

    /// <summary>
    /// Writes the member in place of <paramref name="before"/>. <see cref="AccessRefusals.IdentityTaken"/> when an identity
    /// is another's, <see cref="Refusals.WriteConflict"/> when another writer was faster. One storage call, more when it is refused.
    /// </summary>
    /// <param name="member">As they are to be.</param>
    /// <param name="before">As they were read with their entity tag; null when there was none.</param>
    /// <param name="cancel">Cancels the storage call.</param>
    public async Task<Outcome<ETag>> PutAsync(Member member, (Member Member, ETag Tag)? before, CancellationToken cancel)
    {
        var held = before?.Member.Identities ?? [];
        TableTransactionAction[] writes =
        [
            before is var (_, tag) ? new(TableTransactionActionType.UpdateReplace, Write(member, MemberKey(member.Id)), tag) : new(TableTransactionActionType.Add, Write(member, MemberKey(member.Id))),
            .. member.Identities.Select(identity => new TableTransactionAction(
                held.Contains(identity) ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.Add, Write(member, IdentityKey(identity)))),
            .. held.Except(member.Identities).Select(Removal),
        ];
        if (await WrittenAsync(writes, cancel) is { } written) return written;
        if (await table.WrittenTagAsync(Write(member, MemberKey(member.Id)), cancel) is { } mine) return mine;
        foreach (var identity in member.Identities.Except(held))
            if (await FindByIdentityAsync(identity, cancel) is { } owner && owner.Id != member.Id) return AccessRefusals.IdentityTaken;
        return Refusals.WriteConflict;
    }

    /// <summary>Removes the member and what they sign in with; <see cref="Refusals.WriteConflict"/> when another writer was faster. One storage call, two when it is refused.</summary>
    public async Task<Refusal?> RemoveAsync(Member member, ETag tag, CancellationToken cancel) =>
        await WrittenAsync([new(TableTransactionActionType.Delete, new TableEntity(Partition, MemberKey(member.Id)), tag), .. member.Identities.Select(Removal)], cancel) is null
        && await FindAsync(member.Id, cancel) is not null
            ? Refusals.WriteConflict
            : null;

    /// <summary>The first row's entity tag; null when a row is not as it was read.</summary>
    private async Task<ETag?> WrittenAsync(TableTransactionAction[] writes, CancellationToken cancel)
    {
        try
        {
            return (await table.SubmitTransactionAsync(writes, cancel)).Value[0].Headers.ETag ?? default(ETag);
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private static TableTransactionAction Removal(string identity) => new(TableTransactionActionType.Delete, new TableEntity(Partition, IdentityKey(identity)), ETag.All);

    private static string MemberKey(AccessName id) => $"m|{id}";

    private static string IdentityKey(string identity) => $"i|{ContentHash.Key("identity", identity)}";

    private static TableEntity Write(Member member, string row) => new(Partition, row)
    {
        ["Id"] = member.Id.ToString(), ["Name"] = member.Name, ["Roles"] = string.Join(',', member.Roles.Select(Json.Name)),
        ["Identities"] = JsonSerializer.Serialize(member.Identities, Json.Options), ["Scopes"] = JsonSerializer.Serialize(member.Scopes, Json.Options),
    };

    private static Member Read(TableEntity row) => new(
        Identifier.Read<AccessName>(row.GetString("Id")), row.GetString("Name"), List<string>(row, "Identities"),
        [.. row.GetString("Roles").Split(',').Select(Json.Enum<Role>)], List<Scope>(row, "Scopes"));

    private static T[] List<T>(TableEntity row, string name) => JsonSerializer.Deserialize<T[]>(row.GetString(name), Json.Options)!;
}
