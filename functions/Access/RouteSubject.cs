using Serverless.Platform;

namespace Serverless.Access;

/// <summary>
/// A thing that routes name and that belongs to a station, so that the gate can tell whether it is within a caller's scope.
/// Its slice registers it: <c>services.AddSingleton(new RouteSubject("stationId", …, StationRefusals.StationNotFound))</c>.
/// </summary>
/// <param name="RouteValue">What routes call it: <c>stationId</c>, <c>number</c>, <c>key</c>.</param>
/// <param name="StationOf">The station it belongs to; null when the text is none of its names.</param>
/// <param name="Missing">What is said when there is no such thing, and so also to who may not know of it.</param>
public sealed record RouteSubject(string RouteValue, Func<string, StationId?> StationOf, Refusal Missing);
