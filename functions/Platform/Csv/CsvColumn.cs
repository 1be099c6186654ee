namespace Serverless.Platform;

/// <summary>A column an import knows.</summary>
/// <param name="Field">Its name in the JSON of the same thing, also allowed as its heading.</param>
/// <param name="Title">Its Chinese heading.</param>
/// <param name="Required">True when a file without the column is refused.</param>
public sealed record CsvColumn(string Field, string Title, bool Required = false)
{
    /// <summary>True when a heading means this column.</summary>
    public bool IsHeadedBy(string heading) => heading == Title || heading.Equals(Field, StringComparison.OrdinalIgnoreCase);
}
