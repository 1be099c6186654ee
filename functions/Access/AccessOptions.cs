using Serverless.Platform;

namespace Serverless.Access;

/// <summary>Settings <c>Access__*</c>.</summary>
/// <param name="BootstrapKey">An administrator's key for the first set-up; null when there is none.</param>
/// <param name="PlatformSignIn">True where the platform signs people in and strips forged headers.</param>
public sealed record AccessOptions(string? BootstrapKey, bool PlatformSignIn)
{
    public static AccessOptions From(Settings settings) => new(
        settings.Optional("Access__BootstrapKey", "an administrator's key for the first set-up", _ => true, "a key"),
        settings.Read<bool>("Access__PlatformSignIn", "false", "`true` where the platform signs people in and strips forged headers", (text, out isTrue) => (isTrue = text == "true") || text == "false", "true or false"));
}
