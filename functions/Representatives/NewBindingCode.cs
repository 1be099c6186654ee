using Serverless.Platform;

namespace Serverless.Representatives;

/// <summary>A binding code (绑定码) as it is handed out, this once.</summary>
/// <param name="Code">As people read it: <c>BD-7K3F-9Q2XA</c>.</param>
/// <param name="ExpiresAt">The instant from which it is good no more.</param>
public sealed record NewBindingCode(string Code, DateTimeOffset ExpiresAt)
{
    // A record prints its members; a log line must not show a code.
    public override string ToString() => "NewBindingCode";
}

/// <summary>One person's line in <see cref="StationBindingCodes"/>.</summary>
public sealed record PersonBindingCode(PersonId Id, string Name, string Code, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"PersonBindingCode {Id}";
}

/// <summary>The codes of those of a station's people who are not bound yet.</summary>
/// <param name="StationId">The station.</param>
/// <param name="Station">Its name.</param>
/// <param name="Codes">In the order of ids.</param>
public sealed record StationBindingCodes(StationId StationId, string Station, IReadOnlyList<PersonBindingCode> Codes);

/// <summary>What a call made, or made before.</summary>
/// <param name="Value">It.</param>
/// <param name="IsNew">True when this call made it.</param>
public sealed record Made<T>(T Value, bool IsNew);
