using System.Collections.Frozen;
using System.Text;

namespace Serverless.WeChat;

/// <summary>What the keys of a template take: a value that is too long, or has a line break, is refused (47003) or cut without a word.</summary>
public static class WeChatTemplateValue
{
    // By the letters before a key's number; in UTF-16 units. Only thing, number and symbol are in WeChat's pages.
    private static readonly FrozenDictionary<string, int> MaxLength = new Dictionary<string, int>
    {
        ["thing"] = 20,
        ["number"] = 32,
        ["symbol"] = 5,
        ["character_string"] = 32,
        ["phrase"] = 5,
        ["name"] = 10,
        ["phone_number"] = 17,
    }.ToFrozenDictionary();

    /// <summary>The value on one line, cut to what the key takes, with … where text was cut off.</summary>
    public static string Fit(string key, string value)
    {
        var line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return MaxLength.TryGetValue(key.TrimEnd("0123456789".ToCharArray()), out var max) && line.Length > max ? Cut(line, max) : line;
    }

    private static string Cut(string line, int max)
    {
        var cut = new StringBuilder(max);
        foreach (var rune in line.EnumerateRunes())
        {
            if (cut.Length + rune.Utf16SequenceLength > max - 1) break;
            cut.Append(rune.ToString());
        }
        return cut.Append('…').ToString();
    }
}
