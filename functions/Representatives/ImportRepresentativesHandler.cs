using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Enters and changes the people of a file, all of its rows or none, and gives such files out.</summary>
public sealed class ImportRepresentativesHandler(RepresentativeTable people, StationTable stations, RepeatTable repeats)
{
    /// <param name="call">Who imports.</param>
    /// <param name="file">The file.</param>
    /// <param name="dryRun">True to see what it would do; nothing is written then.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<Outcome<ImportReport>> ImportAsync(Call call, ReadOnlyMemory<byte> file, bool dryRun, CancellationToken cancel) =>
        dryRun ? LookAsync(call.Caller, file, cancel) : repeats.OnceAsync(call.Repeat, () => TakeAsync(call.Caller, file, cancel), cancel);

    /// <summary>The people within the caller's scope as a file that imports again.</summary>
    public async Task<byte[]> ExportAsync(Call call, CancellationToken cancel)
    {
        var (caller, within) = (call.Caller, await WithinAsync(call.Caller, cancel));
        var all = await people.AllAsync(cancel);
        return RepresentativeSheet.Write(
            all.Where(person => caller.IsDistrictWide || caller.Is(person.Id) || person.StationIds.Any(within.Contains)), caller.May(Permission.SeeContacts));
    }

    private async Task<Outcome<ImportReport>> LookAsync(Caller caller, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var (within, present) = (await WithinAsync(caller, cancel), await people.AllAsync(cancel));
        return RepresentativeSheet.Read(file.Span, within, present, caller).Refused(out var refusal, out var all) ? refusal : Report(all, present, dryRun: true);
    }

    private async Task<Outcome<ImportReport>> TakeAsync(Caller caller, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var within = await WithinAsync(caller, cancel);
        IReadOnlyList<Representative> before = [];
        return (await people.ChangeAsync(present => RepresentativeSheet.Read(file.Span, within, before = present, caller), cancel)).Refused(out var refusal, out var all)
            ? refusal
            : Report(all, before, dryRun: false);
    }

    private async Task<HashSet<StationId>> WithinAsync(Caller caller, CancellationToken cancel) => [.. await stations.IdsAsync(caller.StationFilter, cancel)];

    private static ImportReport Report(Representative[] all, IReadOnlyList<Representative> present, bool dryRun)
    {
        var before = present.ToDictionary(person => person.Id);
        return ImportReport.Of(all, person => before.GetValueOrDefault(person.Id), person => person.Id, dryRun);
    }
}
