using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Stations as files for spreadsheets.</summary>
public sealed class StationFileEndpoints(ImportStationsHandler files)
{
    private const string Csv = "text/csv; charset=utf-8";

    /// <summary>Enters or changes the stations of a CSV or an Excel workbook: all rows or none. With <c>dryRun=true</c> it only says what would be added, changed and left.</summary>
    [Function("ImportStations"), Allow(Permission.WriteStations, ScopedByHandler = true)]
    [Honours(HonoursAttribute.IdempotencyKey)]
    [Queries("dryRun"), Takes("text/csv"), Gives<ImportReport>]
    public async Task<IResult> Import([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stations/import")] HttpRequest request, CancellationToken cancel)
    {
        if (request.QueryFlag("dryRun").Refused(out var refusal, out var dryRun)) return AnswerHttp.Problem(refusal);
        return (await request.ReadBytesAsync(RequestHttp.MaxImport, cancel)).Refused(out refusal, out var file)
            ? AnswerHttp.Problem(refusal)
            : AnswerHttp.From(await files.ImportAsync(request.Call(file.Span), file, dryRun == true, cancel));
    }

    /// <summary>The stations within the caller's scope as a CSV that can be imported again.</summary>
    [Function("ExportStations"), Allow(Permission.ReadStations, ScopedByHandler = true), ShowsContacts]
    [Gives("text/csv")]
    public async Task<IResult> Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations.csv")] HttpRequest request, CancellationToken cancel) =>
        Results.Bytes(await files.ExportAsync(request.Call(), cancel), Csv, "stations.csv");

    /// <summary>The CSV to fill in: its heads.</summary>
    [Function("GetStationsTemplate"), Allow(Permission.WriteStations, ScopedByHandler = true)]
    [Gives("text/csv")]
    public IResult Template([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stations/template.csv")] HttpRequest request) =>
        Results.Bytes(StationSheet.Write([], withContacts: true), Csv, "stations-template.csv");
}
