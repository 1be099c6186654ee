using Serverless.Platform;

namespace Serverless.Audit;

/// <summary>Shows the audit to auditors.</summary>
public sealed class AuditHandler(AuditTable audit)
{
    /// <summary>One page of what the query asks for, newest first.</summary>
    public Task<Listing<AuditEntry>> PageAsync(AuditQuery query, PageRequest page, CancellationToken cancel) => audit.PageAsync(query, page, cancel);
}
