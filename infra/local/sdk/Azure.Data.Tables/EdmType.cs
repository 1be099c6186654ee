using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>The types that JSON alone cannot tell, named in <c>{name}@odata.type</c>.</summary>
internal enum EdmType
{
    None,
    Binary,
    DateTime,
    Double,
    Guid,
    Int64,
}

/// <summary>How the types are named on the wire.</summary>
internal static class EdmTypeName
{
    public const string Suffix = "@odata.type";

    private static readonly JsonEncodedText[] Encoded =
        [.. Enum.GetValues<EdmType>().Select(type => JsonEncodedText.Encode($"Edm.{type}"))];

    public static JsonEncodedText Of(EdmType type) => Encoded[(int)type];

    /// <summary><see cref="EdmType.None"/> for the ones JSON tells by itself.</summary>
    public static EdmType Parse(ref Utf8JsonReader reader)
    {
        for (var type = EdmType.Binary; type <= EdmType.Int64; type++)
            if (reader.ValueTextEquals(Encoded[(int)type].EncodedUtf8Bytes))
                return type;
        return EdmType.None;
    }
}
