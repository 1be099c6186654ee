using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// One string per property name instead of one per row: a small table of names met lately. A lost race costs one
/// string, nothing else.
/// </summary>
internal static class KnownNames
{
    private static readonly string?[] Met = new string?[1024];

    public static string Of(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
            return reader.GetString()!;
        var hash = new HashCode();
        hash.AddBytes(reader.ValueSpan);
        ref var slot = ref Met[(uint)hash.ToHashCode() % (uint)Met.Length];
        var known = slot;
        return known is not null && reader.ValueTextEquals(known) ? known : slot = Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
