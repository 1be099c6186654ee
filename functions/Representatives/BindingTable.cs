using System.Globalization;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// Binding codes and bindings, among the rows of <see cref="RepresentativeTable"/>: <c>b|{id}</c> (a person's code), <c>c|{hash}</c> (whose
/// code it is). A code stands nowhere, only its hash; what a repeat of an issue needs stands under the key's row and is nothing
/// without the caller's own key.
/// </summary>
public sealed class BindingTable
{
    private readonly TableClient table;
    private readonly PartitionTable rows;

    public BindingTable(TableServiceClient storage)
    {
        table = storage.GetTableClient(RepresentativeTable.TableName);
        rows = new PartitionTable(table, RepresentativeRow.Partition);
    }

    /// <summary>
    /// New codes for these people, in place of those they had. A key used before gives the first codes again. Storage calls: 2 and 1
    /// for each person, 1 more with a key.
    /// </summary>
    public Task<Outcome<Issue>> IssueAsync(IReadOnlyCollection<PersonId> people, Repeat? repeat, DateTimeOffset now, CancellationToken cancel) => rows.TakeTurnsAsync<Issue>(async turn =>
    {
        if (repeat is not null && await FindAsync($"k|{repeat.Id}", cancel) is { } first)
            return RepeatRow.Check(first, repeat) is { } reused ? reused : ReadIssue(first, repeat.Secret);
        var (seed, until) = (BindingCode.NewSeed(), now + BindingCode.Age);
        var issue = new Issue([.. people.Select(id => new IssuedCode(id, BindingCode.Of(seed, repeat?.Secret ?? "", id), until))], IsNew: true);
        var old = await Task.WhenAll(people.Select(id => KeysAsync(table, id, cancel)));
        var put = issue.Codes.SelectMany(one => Write(one, until)).ToList();
        if (repeat is not null) put.Add(WriteIssue(people, seed, until, repeat));
        var gone = old.SelectMany(keys => keys).Except(put.Select(row => row.RowKey));
        return await rows.WriteAsync(turn, put, [.. gone], cancel) is null ? (Outcome<Issue>?)null : issue;
    }, cancel);

    /// <summary>
    /// Makes the account that of the code's person; the same again changes nothing. <see cref="RepresentativeRefusals.BindingCodeUnknown"/>
    /// also when it was used, <see cref="RepresentativeRefusals.BindingCodeExpired"/>, <see cref="RepresentativeRefusals.OpenIdTaken"/>
    /// when the account is somebody else's. Five storage calls.
    /// </summary>
    public Task<Outcome<Representative>> BindAsync(BindingCode code, string openId, DateTimeOffset now, CancellationToken cancel) => rows.TakeTurnsAsync<Representative>(async turn =>
    {
        if (await FindAsync($"c|{code.Hash()}", cancel) is not { } known) return RepresentativeRefusals.BindingCodeUnknown;
        if (await FindAsync(RepresentativeRow.Key(Identifier.Read<PersonId>(known.GetString("Id"))), cancel) is not { } row) return RepresentativeRefusals.BindingCodeUnknown;
        var (person, account) = (RepresentativeRow.Read(row), RepresentativeRow.Account(openId));
        if (known.GetString("UsedBy") is { } used) return used == account && person.OpenId == openId ? person : RepresentativeRefusals.BindingCodeUnknown;
        if (now >= Until(known)) return RepresentativeRefusals.BindingCodeExpired;
        if (await FindAsync(account, cancel) is { } claim && claim.GetString("Id") != person.Id) return RepresentativeRefusals.OpenIdTaken;
        var bound = person with { OpenId = openId };
        var (put, gone) = RepresentativeRow.Between([(person, bound)]);
        return await rows.WriteAsync(turn, [.. put, WriteUsed(known, account)], gone, cancel) is null ? (Outcome<Representative>?)null : bound;
    }, cancel);

    /// <summary>Takes the person's account off them; who has none stays as they are. Three storage calls.</summary>
    public Task<Outcome<Representative>> UnbindAsync(PersonId id, CancellationToken cancel) => rows.TakeTurnsAsync<Representative>(async turn =>
    {
        if (await FindAsync(RepresentativeRow.Key(id), cancel) is not { } row) return RepresentativeRefusals.RepresentativeNotFound;
        var (person, free) = (RepresentativeRow.Read(row), RepresentativeRow.Read(row) with { OpenId = null });
        var (put, gone) = RepresentativeRow.Between([(person, free)]);
        return await rows.WriteAsync(turn, put, gone, cancel) is null ? (Outcome<Representative>?)null : free;
    }, cancel);

    /// <summary>The keys of what stands there of a person's code. One storage call.</summary>
    internal static async Task<string[]> KeysAsync(TableClient table, PersonId id, CancellationToken cancel) =>
        await table.FindAsync(RepresentativeRow.Partition, $"b|{id}", cancel) is { } row ? [row.RowKey, $"c|{row.GetString("Hash")}"] : [];

    private Task<TableEntity?> FindAsync(string key, CancellationToken cancel) => table.FindAsync(RepresentativeRow.Partition, key, cancel);

    private static IEnumerable<TableEntity> Write(IssuedCode one, DateTimeOffset until) =>
    [
        new(RepresentativeRow.Partition, $"b|{one.Id}") { ["Hash"] = one.Code.Hash() },
        new(RepresentativeRow.Partition, $"c|{one.Code.Hash()}") { ["Id"] = one.Id.ToString(), ["ExpiresAt"] = Text(until) },
    ];

    private static TableEntity WriteUsed(TableEntity code, string account) => new(code.PartitionKey, code.RowKey)
    {
        ["Id"] = code.GetString("Id"), ["ExpiresAt"] = code.GetString("ExpiresAt"), ["UsedBy"] = account,
    };

    private static TableEntity WriteIssue(IEnumerable<PersonId> people, string seed, DateTimeOffset until, Repeat repeat) => RepeatRow.Write(
        new() { ["Ids"] = string.Join(',', people), ["Seed"] = seed, ["ExpiresAt"] = Text(until) }, RepresentativeRow.Partition, $"k|{repeat.Id}", repeat);

    private static Issue ReadIssue(TableEntity row, string secret) => new(
        [.. row.GetString("Ids").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Identifier.Read<PersonId>)
            .Select(id => new IssuedCode(id, BindingCode.Of(row.GetString("Seed"), secret, id), Until(row)))], IsNew: false);

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Until(TableEntity row) => DateTimeOffset.Parse(row.GetString("ExpiresAt"), CultureInfo.InvariantCulture);

    /// <summary>Codes that were made together.</summary>
    /// <param name="Codes">In the order they were asked for.</param>
    /// <param name="IsNew">False when a repeat got those of the first time.</param>
    public sealed record Issue(IReadOnlyList<IssuedCode> Codes, bool IsNew);

    /// <summary>A person's code and the instant from which it is good no more.</summary>
    public sealed record IssuedCode(PersonId Id, BindingCode Code, DateTimeOffset ExpiresAt);
}
