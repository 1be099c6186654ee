using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Enters and changes the people of a file: all of its rows or none.</summary>
public sealed class ImportRepresentativesHandler(RepresentativeTable people, StationTable stations, RepeatTable repeats)
{
    public Task<Outcome<ImportReport>> ImportAsync(Call call, ReadOnlyMemory<byte> file, CancellationToken cancel) =>
        repeats.OnceAsync(call.Repeat, () => TakeAsync(call.Caller, file, cancel), cancel);

    private async Task<Outcome<ImportReport>> TakeAsync(Caller caller, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var within = (await stations.IdsAsync(caller.StationFilter, cancel)).ToHashSet();
        var present = await people.AllAsync(cancel);
        if (RepresentativeSheet.Read(file.Span, within, present, caller).Refused(out var refusal, out var all)) return refusal;
        return await people.ImportAsync(all, cancel) is { } conflict ? conflict : new ImportReport(all.Count);
    }
}
