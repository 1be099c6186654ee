using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Audit;

/// <summary>The front door of Audit.</summary>
public static class AuditSetup
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditTable>().AddSingleton<AuditHandler>();
}
