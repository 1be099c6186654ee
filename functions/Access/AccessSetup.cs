using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The front door of Access.</summary>
public static class AccessSetup
{
    /// <summary>How long another instance may go on letting in whose key was revoked.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddAccess(this IServiceCollection services, Settings settings) => services
        .AddSingleton(AccessOptions.From(settings))
        .AddSingleton<MachineTable>()
        .AddSingleton<MemberTable>()
        .AddSingleton(provider => new AgedCache<KnownMachine>(provider.GetRequiredService<StationClock>(), Age, 10_000))
        .AddSingleton(provider => new AgedCache<Member>(provider.GetRequiredService<StationClock>(), Age, 10_000))
        .AddSingleton<MachineHandler>()
        .AddSingleton<MemberHandler>()
        .AddSingleton<WhoHandler>()
        .AddSingleton<ScopeHandler>();
}
