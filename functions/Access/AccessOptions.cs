using Microsoft.Extensions.Configuration;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>Settings <c>Access__*</c>.</summary>
/// <param name="BootstrapKey"><c>Access__BootstrapKey</c>: an administrator's key for the first set-up; null when there is none.</param>
/// <param name="PlatformSignIn"><c>Access__PlatformSignIn</c>: <c>true</c> where the platform signs people in and strips forged headers; default <c>false</c>.</param>
public sealed record AccessOptions(string? BootstrapKey, bool PlatformSignIn)
{
    public static AccessOptions From(IConfiguration configuration)
    {
        var key = configuration["Access:BootstrapKey"];
        // Azure hands over the reference itself when it cannot resolve it: a key anyone can read.
        if (key?.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal) == true)
            throw new SettingException("Access__BootstrapKey", "is an unresolved Key Vault reference");
        return new AccessOptions(string.IsNullOrEmpty(key) ? null : key, configuration["Access:PlatformSignIn"] switch
        {
            "true" => true,
            null or "" or "false" => false,
            _ => throw new SettingException("Access__PlatformSignIn", "must be true or false"),
        });
    }
}
