using Microsoft.Extensions.Configuration;

namespace Serverless.Access;

/// <summary>Settings <c>Access__*</c>.</summary>
/// <param name="BootstrapKey"><c>Access__BootstrapKey</c>: an administrator's key for the first set-up; null when there is none.</param>
/// <param name="PlatformSignIn"><c>Access__PlatformSignIn</c>: true where the platform signs people in and strips forged headers.</param>
public sealed record AccessOptions(string? BootstrapKey, bool PlatformSignIn)
{
    public static AccessOptions From(IConfiguration configuration) =>
        new(configuration["Access:BootstrapKey"], configuration["Access:PlatformSignIn"] == "true");
}
