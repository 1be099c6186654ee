using Microsoft.Extensions.Configuration;
using Serverless.Opinions;
using Serverless.Platform;

namespace Serverless.Tests.Kit;

/// <summary>Things tests talk about, with whatever does not matter filled in.</summary>
public static class An
{
    /// <summary>2026-11-22T09:00+08:00, a Sunday.</summary>
    public static readonly DateTimeOffset Instant = new(2026, 11, 22, 9, 0, 0, StationClock.Offset);

    /// <summary>A station's id that is known to be one.</summary>
    public static StationId Id(string stationId) => Identifier.Read<StationId>(stationId);

    /// <summary>Settings as they stand in the environment: <c>WeChat__AppId</c>.</summary>
    public static Settings Environment(params IEnumerable<(string Name, string? Value)> settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name.Replace("__", ":"), setting.Value))).Build());

    public static OpinionDraft Draft(string stationId = "na017", string source = "source-1", string? sender = "sender-1", string content = "路灯坏了，晚上看不见路。") => new()
    {
        StationId = stationId,
        Content = content,
        Channel = Channels.WeChat,
        Actor = "citizen",
        SenderKey = sender,
        SourceKey = source,
    };

    public static Opinion Opinion(OpinionStatus status = OpinionStatus.Received, string stationId = "na017", string source = "source-1") =>
        OpinionIntake.Receive(Draft(stationId, source), OpinionNumber.Of(Identifier.Read<StationId>(stationId), StationClock.DateOf(Instant), source), Instant, new DateOnly(2026, 11, 25)) with { Status = status };
}
