using System.Collections.Frozen;

namespace Serverless.WeChat;

/// <summary>The values of the elements directly under a push's <c>&lt;xml&gt;</c>; null where an element is absent.</summary>
/// <remarks>Elements this service has no use for are not kept. What each name means: <see cref="WeChatPush"/>.</remarks>
public sealed class WeChatXml
{
    /// <summary>Bytes of the longest body that is read.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly string[] Names =
    [
        "Encrypt", "ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Content", "MediaId", "Recognition",
        "Location_X", "Location_Y", "Label", "Event", "EventKey", "Status", "Latitude", "Longitude",
    ];

    // Folded: a message's number is MsgId on messages and MsgID in reports.
    private static readonly FrozenDictionary<string, int> Indexes =
        Names.Select(KeyValuePair.Create).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Index =
        Indexes.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string?[] values = new string?[Names.Length];
    private int exact;

    /// <summary>The value of an element, spelled so or, if there is none, in other letters.</summary>
    public string? this[string name] => values[Indexes[name]];

    internal static bool Knows(ReadOnlySpan<char> name) => Index.ContainsKey(name);

    /// <summary>Keeps a value; false when the element is there twice, for then it is not clear which one is meant.</summary>
    internal bool Add(ReadOnlySpan<char> name, string value)
    {
        var index = Index[name];
        var isExact = name.SequenceEqual(Names[index]);
        if (values[index] is not null && IsExact(index) == isExact) return false;
        if (IsExact(index)) return true;
        values[index] = value;
        if (isExact) exact |= 1 << index;
        return true;
    }

    private bool IsExact(int index) => (exact & 1 << index) != 0;
}
