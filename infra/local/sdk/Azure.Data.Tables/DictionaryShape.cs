using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary><see cref="TableEntity"/>: every property by its name, nothing reflected.</summary>
internal sealed class DictionaryShape : EntityShape
{
    public static readonly DictionaryShape Instance = new();

    public override ITableEntity Create() => new TableEntity();

    public override void Set(ITableEntity entity, string name, object? value) => ((TableEntity)entity).Properties[name] = value!;

    public override void WriteProperties(ITableEntity entity, Utf8JsonWriter json)
    {
        foreach (var (name, value) in ((TableEntity)entity).Properties)
            if (!PropertyName.IsOfService(name))
                ValueWriter.Write(json, name, value);
    }
}
