using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Stations as files.</summary>
public sealed class StationFileEndpoints(ImportStationsHandler import)
{
    /// <summary>Enters or changes the stations of a CSV: all rows or none.</summary>
    [Function("ImportStations"), Allow(Permission.WriteStations, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stations/import")] HttpRequest request, CancellationToken cancel) =>
        (await request.ReadBytesAsync(RequestHttp.MaxImport, cancel)).Refused(out var refusal, out var file)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await import.ImportAsync(request.Call(file.Span), file, cancel));
}
