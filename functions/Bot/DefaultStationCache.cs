using Serverless.Stations;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>
/// The station that hears who has scanned nothing (默认站点): the setting's, once it is there. Until then such a sender is asked
/// to scan or to choose, so that nothing is filed into nowhere and a new district can start empty. Once seen it is believed for
/// as long as the instance lives: a station with opinions is not taken away.
/// </summary>
public sealed class DefaultStationCache(StationTable stations, WeChatOptions options)
{
    private Station? known;

    /// <summary>The station, or null when none is set or it is not there yet. One storage call until it is seen.</summary>
    public async ValueTask<Station?> FindAsync(CancellationToken cancel) =>
        known ?? (options.DefaultStation is { } id && await stations.FindAsync(id, cancel) is ({ Status: StationStatus.Active } found, _) ? known = found : null);
}
