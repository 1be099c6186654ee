using System.Text;

namespace Serverless.WeChat;

/// <summary>JSON strings as WeChat takes them: it refuses <c>\uXXXX</c> (40033), which every encoder of the library writes for emoji.</summary>
internal static class WeChatJson
{
    /// <summary>The text in quotes, every character as is. Control characters, which JSON could only escape, become spaces.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') json.Append('\\');
            json.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return json.Append('"').ToString();
    }
}
