namespace Serverless.Statistics;

/// <summary>What a revision of a final report changed (修订记录).</summary>
/// <param name="Revision">The revision that brought the change, 2 or higher.</param>
/// <param name="Figure">The figure's place in the report, such as <c>receptions.held</c>.</param>
/// <param name="Was">Its value in the revision before.</param>
/// <param name="Is">Its value from this revision on.</param>
public sealed record ReportChange(int Revision, string Figure, int Was, int Is);
