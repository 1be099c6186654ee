using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>A page of a list: an object whose member <c>value</c> is an array.</summary>
internal static class JsonPage
{
    /// <summary>Stops at the array's start.</summary>
    public static void EnterValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (found)
                return;
            reader.Skip();
        }
    }
}
