using Serverless.Access;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Does what a crash has left of an import of stations or people. Four storage calls when there is nothing.</summary>
public sealed class FinishImportsHandler(StationTable stations, RepresentativeTable people)
{
    // Longer than any import takes that is still on its way.
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    public async Task FinishAsync(Call call, CancellationToken cancel)
    {
        await stations.FinishAsync(call.Now - Age, cancel);
        await people.FinishAsync(call.Now - Age, cancel);
    }
}
