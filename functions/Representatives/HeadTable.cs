using Azure;
using Azure.Data.Tables;
using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>
/// Who may become the head of a station. Partition <c>h|{stationId}</c>, row <c>head</c> names one person, whether or not they
/// have become it yet, or are it still. Of two people at once one gets it.
/// </summary>
/// <param name="table">Table Representatives.</param>
/// <remarks>
/// The claim and the person lie in two partitions, so no transaction holds them together. Whoever wants to become head reads
/// their own row, claims, and then writes their row under the entity tag it was read with. Whoever takes over the claim of a
/// person who is not head touches that person's row first: its new tag ends what they may be about to write. A crash between
/// any two steps leaves a claim that the next one takes over.
/// </remarks>
internal sealed class HeadTable(TableClient table)
{
    private const string Row = "head";

    // Each conflict means that another claim got in, so a few settle any race.
    private const int MostConflicts = 8;

    /// <summary>
    /// Claims the station for the person, whose row has been read and is there. <see cref="RepresentativeRefusals.HeadTaken"/>
    /// when somebody else heads it, <see cref="Refusals.WriteConflict"/> when others won every race. Two storage calls, four
    /// when it was another's.
    /// </summary>
    public async Task<Refusal?> ClaimAsync(StationId station, PersonId person, CancellationToken cancel)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var claim = await table.FindAsync(Partition(station), Row, cancel);
            var isOthers = claim?.GetString("Id") is { } holder && holder != person;
            switch (isOthers ? await IsHeadAsync(Identifier.Read<PersonId>(claim!.GetString("Id")), station, cancel) : false)
            {
                case true: return RepresentativeRefusals.HeadTaken;
                case false when await WroteAsync(new(Partition(station), Row) { ["Id"] = person.ToString() }, claim?.ETag, cancel): return null;
            }
        }

        return Refusals.WriteConflict;
    }

    /// <summary>Whether the person heads the station. When not, what they may be about to write under their row's old tag fails; null when they were faster.</summary>
    private async Task<bool?> IsHeadAsync(PersonId person, StationId station, CancellationToken cancel)
    {
        if (await table.FindAsync(RepresentativeRow.Partition(person), RepresentativeRow.Person, cancel) is not { } row) return false;
        if (row.GetString("HeadOf") == station) return true;
        try
        {
            await table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey), row.ETag, TableUpdateMode.Merge, cancel);
            return false;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            return null;
        }
    }

    private async Task<bool> WroteAsync(TableEntity claim, ETag? seen, CancellationToken cancel)
    {
        try
        {
            await (seen is { } tag ? table.UpdateEntityAsync(claim, tag, TableUpdateMode.Replace, cancel) : table.AddEntityAsync(claim, cancel));
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static string Partition(StationId station) => $"h|{station}";
}
