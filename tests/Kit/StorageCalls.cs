using Azure.Core;
using Azure.Core.Pipeline;

namespace Serverless.Tests.Kit;

/// <summary>Counts the storage calls of the clients it is registered with, tries of retries included, as the bill does.</summary>
public sealed class StorageCalls : HttpPipelinePolicy
{
    private readonly Lock state = new();
    private readonly List<(string Id, string Call)> list = [];

    /// <summary>Every call since the last <see cref="Clear"/>: <c>POST $batch</c>, <c>GET Stations()</c>, <c>POST remind-stations/messages</c>, …</summary>
    public IReadOnlyList<string> List
    {
        get { lock (state) return [.. list.Select(noted => noted.Call)]; }
    }

    public int Count => List.Count;

    /// <summary>How many calls the code made: what the client sent again after a time-out counts once, so a busy machine does not change it.</summary>
    public int Made
    {
        get { lock (state) return list.DistinctBy(noted => noted.Id).Count(); }
    }

    public void Clear()
    {
        lock (state) list.Clear();
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Note(message.Request);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Note(message.Request);
        return ProcessNextAsync(message, pipeline);
    }

    // The emulator's paths begin with the account.
    private void Note(Request request)
    {
        var path = request.Uri.ToUri().AbsolutePath.TrimStart('/');
        var resource = path.StartsWith("devstoreaccount1/", StringComparison.Ordinal) ? path["devstoreaccount1/".Length..] : path;
        // Retries keep the id.
        lock (state) list.Add((request.ClientRequestId, $"{request.Method} {resource}"));
    }
}
