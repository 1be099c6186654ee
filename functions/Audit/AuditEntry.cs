namespace Serverless.Audit;

/// <summary>A line of the audit (审计): somebody has changed something, or has read what shows who people are.</summary>
/// <param name="At">When, +08:00.</param>
/// <param name="Actor">Who: <c>member:w.li</c>, <c>caller:hotline</c>, <c>administrator</c>.</param>
/// <param name="Action">The function they called, such as <c>PutStation</c>.</param>
/// <param name="Subject">The path of the request without its query, such as <c>/api/stations/na017</c>.</param>
/// <param name="Status">The HTTP status they were answered with.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, int Status);
