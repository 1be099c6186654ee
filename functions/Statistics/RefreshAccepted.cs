using Serverless.Calendar;

namespace Serverless.Statistics;

/// <summary>The answer to a request to count a quarter anew.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Stations">Of how many stations it will be counted.</param>
public sealed record RefreshAccepted(Quarter Quarter, int Stations);
