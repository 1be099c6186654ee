using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Serverless.Platform;

/// <summary>A setting that the product reads.</summary>
/// <param name="Name">As it is written in the environment, such as <c>WeChat__Token</c>.</param>
/// <param name="Default">What stands for an absent one; null when it may be absent, empty when it must be given.</param>
/// <param name="Meaning">What it is, in a few English words.</param>
public sealed record Setting(string Name, string? Default, string Meaning);

/// <summary>Reads a setting's text; false when it is not what it must be.</summary>
public delegate bool SettingText<T>(string text, out T value);

/// <summary>
/// Reads the settings and remembers which there are: what a slice reads is thereby listed for the README, for the
/// cloud's template and for <see cref="RefuseUnknown"/>. A setting that is bad or missing stops the start.
/// </summary>
public sealed class Settings(IConfiguration configuration)
{
    private readonly List<Setting> known = [];

    /// <summary>What has been read so far, in this order.</summary>
    public IReadOnlyList<Setting> Known => known;

    /// <summary>A setting that has a default.</summary>
    /// <param name="must">What it must be, as in "must be …".</param>
    /// <exception cref="SettingException">It is not what it must be, or a Key Vault reference that Azure could not resolve.</exception>
    public T Read<T>(string name, string? usual, string meaning, SettingText<T> read, string must)
    {
        known.Add(new Setting(name, usual, meaning));
        var text = configuration[name.Replace("__", ":")] is { Length: > 0 } set ? set : usual ?? "";
        // Azure hands over the reference itself then: a secret that anyone can read.
        if (text.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal)) throw new SettingException(name, "is an unresolved Key Vault reference");
        return read(text, out var value) ? value : throw new SettingException(name, $"must be {must}");
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="SettingException">It is none, or out of its range.</exception>
    public int Number(string name, int usual, int least, int most, string meaning) => Read<int>(
        name, usual.ToString(CultureInfo.InvariantCulture), meaning,
        (text, out number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most,
        $"a number from {least} to {most}");

    /// <summary>A text without which the product cannot run.</summary>
    /// <exception cref="SettingException">It is missing or not what it must be.</exception>
    public string Required(string name, string meaning, Predicate<string> isGood, string must) =>
        Read<string>(name, "", meaning, (text, out value) => isGood(value = text) && text.Length > 0, must);

    /// <summary>A text that may be absent.</summary>
    /// <exception cref="SettingException">It is there and not what it must be.</exception>
    public string? Optional(string name, string meaning, Predicate<string> isGood, string must) =>
        Read<string?>(name, null, meaning, (text, out value) => (value = text.Length > 0 ? text : null) is null || isGood(text), $"{must}, or absent");

    /// <summary>Looks for settings in the slices' sections that none has read: most are misspelt. Called when every slice has read its own.</summary>
    /// <exception cref="SettingException">There is one; the sentence names the nearest known.</exception>
    public void RefuseUnknown()
    {
        var names = known.Select(setting => setting.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Other programs read AzureWebJobs* too.
        foreach (var section in names.Where(name => name.Contains("__") && !name.StartsWith("AzureWebJobs")).Select(name => name.Split("__")[0]).Distinct())
            foreach (var (key, value) in configuration.GetSection(section).AsEnumerable())
                if (value is not null && key.Contains(':') && key.Replace(":", "__") is var name && !names.Contains(name))
                    throw new SettingException(name, $"is not known; the nearest that is: {names.MinBy(other => Distance(name, other))}");
    }

    /// <summary>Levenshtein's: how many letters must be put in, taken away or changed.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(change, 1 + Math.Min(row[j], row[j - 1])));
            }
        }

        return row[^1];
    }
}
