using System.Diagnostics.Metrics;

namespace Serverless.Benchmarks;

/// <summary>Counts every HTTP call this process makes to some ports, by the runtime's own measure: the host's queue calls too.</summary>
internal sealed class OutgoingCalls : IDisposable
{
    private readonly MeterListener listener = new();
    private int count;

    public OutgoingCalls(params int[] ports)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" }) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag is { Key: "server.port", Value: int port } && ports.Contains(port)) Interlocked.Increment(ref count);
        });
        listener.Start();
    }

    public int Count => count;

    public void Clear() => count = 0;

    public void Dispose() => listener.Dispose();
}
