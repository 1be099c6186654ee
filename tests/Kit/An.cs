using Microsoft.Extensions.Configuration;
using Serverless.Calendar;
using Serverless.Access;
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

    /// <summary>A representative's id that is known to be one.</summary>
    public static PersonId Person(string id) => Identifier.Read<PersonId>(id);

    public static OpinionDraft Draft(string stationId = "na017", string source = "source-1", string? sender = "sender-1", string content = "路灯坏了，晚上看不见路。") => new()
    {
        StationId = Id(stationId),
        Content = content,
        Channel = Channels.WeChat,
        SenderKey = sender,
        SourceKey = source,
    };

    /// <summary>A citizen's call at <see cref="Instant"/>, or another's at another time.</summary>
    public static Call Call(DateTimeOffset? now = null, Caller? caller = null) => new(caller ?? Caller.Citizen, now ?? Instant);

    public static readonly Caller Administrator = new("caller:test") { Roles = [Role.Administrator], Scopes = [Scope.District] };

    /// <summary>Keeps callers within their scope where no station lies in any street.</summary>
    public static readonly ScopeHandler Scopes = new((_, _) => default, []);

    /// <summary>A station's staff, who may do all that is done with opinions.</summary>
    public static readonly Caller Clerk = new("member:clerk") { Roles = [Role.Station], Scopes = [Scope.District] };

    public static Opinion Opinion(OpinionStatus status = OpinionStatus.Received, string stationId = "na017", string source = "source-1") =>
        OpinionIntake.Receive(Draft(stationId, source), Call(), HolidayCalendar.Official) with { Status = status };
}
