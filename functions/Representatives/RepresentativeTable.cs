using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// People who represent residents. Partition <c>people</c>. Rows <c>p|{id}</c> (a person), <c>s|{stationId}|{id}</c> (the same at
/// each of their stations, so that a station's people are one query), <c>h|{stationId}</c> (who heads it), <c>a|{hash}</c> (whose an
/// OpenID is), <c>b|{id}</c> and <c>c|{hash}</c> (<see cref="BindingTable"/>), <c>k|{hash}</c> (what an Idempotency-Key led to),
/// <c>~…</c> (<see cref="PartitionTable"/>).
/// </summary>
/// <remarks>
/// One partition for all of a district's people, so that a person and all that is copied or claimed of them are one transaction:
/// no list can be wrong, and there is nothing to mend. A city of 100,000 people has 300,000 rows here, of which a partition
/// serves 2,000 a second; reminders read a station's, seven or so, at a time.
/// </remarks>
public sealed class RepresentativeTable
{
    public const string TableName = "Representatives";

    /// <summary>How many people a page looks at before it comes shorter than it was asked for.</summary>
    private const int MostLookedAt = 5000;

    private static readonly string Persons = PagesTable.Prefix(RepresentativeRow.Partition, RepresentativeRow.Person);

    private readonly TableClient table;
    private readonly PartitionTable rows;

    public RepresentativeTable(TableServiceClient storage)
    {
        table = storage.GetTableClient(TableName);
        rows = new PartitionTable(table, RepresentativeRow.Partition);
    }

    /// <summary>The person and their entity tag, or null. One storage call.</summary>
    public async Task<(Representative Person, ETag Tag)?> FindAsync(PersonId id, CancellationToken cancel) =>
        await table.FindAsync(RepresentativeRow.Partition, RepresentativeRow.Key(id), cancel) is { } row ? (RepresentativeRow.Read(row), row.ETag) : null;

    /// <summary>All people of a station, in the order of ids. One storage call for each 1,000 people.</summary>
    public Task<List<Representative>> OfStationAsync(StationId stationId, CancellationToken cancel) =>
        table.AllAsync(OfStation(stationId), RepresentativeRow.Read, cancel);

    /// <summary>Whether anybody belongs to the station; one storage call.</summary>
    public Task<bool> AnyOfStationAsync(StationId stationId, CancellationToken cancel) => table.AnyAsync(OfStation(stationId), cancel);

    /// <summary>The names of a station's people by id, and nothing else of them. One storage call for each 1,000 people.</summary>
    public async Task<Dictionary<PersonId, string>> NamesAsync(StationId stationId, CancellationToken cancel) =>
        (await table.AllAsync(OfStation(stationId), row => (Id: Identifier.Read<PersonId>(row.GetString("Id")), Name: row.GetString("Name")), cancel, ["Id", "Name"]))
            .ToDictionary(person => person.Id, person => person.Name);

    /// <summary>A page of a station's people, in the order of ids. One storage call.</summary>
    public Task<Listing<Representative>> PageOfStationAsync(StationId stationId, PageRequest page, CancellationToken cancel) =>
        table.PageAsync(OfStation(stationId), page, RepresentativeRow.Read, cancel);

    /// <summary>
    /// A page of those people that are wanted, in the order of ids; the continuation is the id of the last one looked at. One storage
    /// call for each 1,000 looked at, and no more than five: a page may be shorter than asked for, even empty.
    /// </summary>
    public async Task<Outcome<Listing<Representative>>> PageAsync(Func<Representative, bool> wanted, PageRequest page, CancellationToken cancel)
    {
        if (page.Continuation is { } token && !PersonId.IsValid(token)) return PageRequest.ContinuationInvalid;
        var filter = page.Continuation is { } last ? Persons + TableClient.CreateQueryFilter($" and RowKey gt {RepresentativeRow.Person + last}") : Persons;
        var (found, seen) = (new List<Representative>(), 0);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, 1000, null, cancel))
        {
            var person = RepresentativeRow.Read(row);
            if (wanted(person)) found.Add(person);
            if (found.Count > page.Top) return Listing<Representative>.Of([.. found.Take(page.Top)], found[page.Top - 1].Id);
            if (++seen == MostLookedAt) return Listing<Representative>.Of(found, person.Id);
        }

        return new Listing<Representative>(found, null);
    }

    /// <summary>Everybody, in the order of ids. One storage call for each 1,000.</summary>
    public Task<List<Representative>> AllAsync(CancellationToken cancel) => table.AllAsync(Persons, RepresentativeRow.Read, cancel);

    /// <summary>
    /// Writes the person in place of the one that was seen, everywhere at once. <see cref="Refusals.WriteConflict"/> when another writer
    /// was faster, <see cref="RepresentativeRefusals.HeadTaken"/> and <see cref="RepresentativeRefusals.OpenIdTaken"/> when somebody
    /// else heads the station or has the account. Storage calls: 3, 1 for a new head, 1 for a new account.
    /// </summary>
    /// <param name="person">As they are to be.</param>
    /// <param name="seen">The entity tag of the one to be replaced; null when there was none.</param>
    /// <param name="cancel">Cancels the storage calls.</param>
    public Task<Outcome<ETag>> PutAsync(Representative person, ETag? seen, CancellationToken cancel) => rows.TakeTurnsAsync<ETag>(async turn =>
    {
        var before = await FindAsync(person.Id, cancel);
        if (before?.Tag != seen) return turn.IsRepeated && before is var (there, tag) && !Differ(there, person) ? tag : Refusals.WriteConflict;
        if (await TakenAsync(person, before?.Person, cancel) is { } refusal) return refusal;
        var (put, gone) = RepresentativeRow.Between([(before?.Person, person)]);
        // Who says again what is there gets a new tag all the same.
        if (put.Count == 0) put = [.. RepresentativeRow.Write(person).Take(1)];
        return await rows.WriteAsync(turn, put, gone, cancel) is { } written ? written : (Outcome<ETag>?)null;
    }, cancel);

    /// <summary>
    /// Removes the person that was seen with all that stands of them. False when there is none any more;
    /// <see cref="Refusals.WriteConflict"/> when somebody has changed them since. Four storage calls.
    /// </summary>
    public Task<Outcome<bool>> RemoveAsync(PersonId id, ETag seen, CancellationToken cancel) => rows.TakeTurnsAsync<bool>(async turn =>
    {
        if (await FindAsync(id, cancel) is not var (person, tag)) return turn.IsRepeated;
        if (tag != seen) return Refusals.WriteConflict;
        var (_, gone) = RepresentativeRow.Between([(person, null)]);
        return await rows.WriteAsync(turn, [], [.. gone, .. await BindingTable.KeysAsync(table, id, cancel)], cancel) is null ? (Outcome<bool>?)null : true;
    }, cancel);

    /// <summary>
    /// Writes what <paramref name="wanted"/> makes of all people there are: all of it or nothing, see <see cref="PartitionTable"/>.
    /// <see cref="RepresentativeRefusals.HeadTaken"/> and <see cref="RepresentativeRefusals.OpenIdTaken"/> when two people would then
    /// head one station or have one account. Storage calls: 2 and 1 for each 1,000 people, then those of the rows that change, some
    /// three a person.
    /// </summary>
    /// <returns>What was wanted.</returns>
    public Task<Outcome<Representative[]>> ChangeAsync(
        Func<IReadOnlyList<Representative>, Outcome<Representative[]>> wanted, CancellationToken cancel) => rows.TakeTurnsAsync<Representative[]>(async turn =>
    {
        var present = await AllAsync(cancel);
        if (wanted(present).Refused(out var refusal, out var all)) return refusal;
        if (PersonRules.Check(all, present) is { } no) return no;
        var known = present.ToDictionary(person => person.Id);
        var (put, gone) = RepresentativeRow.Between(all.Select(person => (known.GetValueOrDefault(person.Id), (Representative?)person)));
        return await rows.WriteAsync(turn, put, gone, cancel) is null ? (Outcome<Representative[]>?)null : all;
    }, cancel);

    /// <summary>Writes these people, replacing those that are there: all or none.</summary>
    public async Task<Refusal?> ImportAsync(IEnumerable<Representative> people, CancellationToken cancel) => (await ChangeAsync(_ => people.ToArray(), cancel)).Refusal;

    /// <summary>Does what a crash has left of an import; see <see cref="PartitionTable.FinishAsync"/>.</summary>
    public Task FinishAsync(DateTimeOffset before, CancellationToken cancel) => rows.FinishAsync(before, cancel);

    private async Task<Refusal?> TakenAsync(Representative person, Representative? before, CancellationToken cancel)
    {
        if (person.HeadOf is { } station && before?.HeadOf != station && await IsOthersAsync(RepresentativeRow.Head(station), person.Id, cancel))
            return RepresentativeRefusals.HeadTaken;
        return person.OpenId is { } openId && before?.OpenId != openId && await IsOthersAsync(RepresentativeRow.Account(openId), person.Id, cancel)
            ? RepresentativeRefusals.OpenIdTaken
            : null;
    }

    private async Task<bool> IsOthersAsync(string claim, PersonId person, CancellationToken cancel) =>
        await table.FindAsync(RepresentativeRow.Partition, claim, cancel) is { } row && row.GetString("Id") != person;

    private static bool Differ(Representative one, Representative other) => RepresentativeRow.Between([(one, other)]) is not ({ Count: 0 }, { Count: 0 });

    private static string OfStation(StationId station) => PagesTable.Prefix(RepresentativeRow.Partition, RepresentativeRow.OfStation(station));
}
