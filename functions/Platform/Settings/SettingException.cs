namespace Serverless.Platform;

/// <summary>A setting is missing or bad; the start stops with one sentence that names it and never repeats its value.</summary>
public sealed class SettingException(string setting, string reason) : Exception($"Setting {setting} {reason}.")
{
    /// <summary>The setting's name as it is written in the environment, such as <c>WeChat__Token</c>.</summary>
    public string Setting { get; } = setting;
}
