namespace Serverless.Platform;

/// <summary>Gathers what is wrong with an imported file by row and column; a file with any error is not imported at all.</summary>
/// <param name="headings">What the file calls its columns, by field; a field that is not in it goes by its own name.</param>
public sealed class CsvErrors(IReadOnlyDictionary<string, string> headings)
{
    /// <summary>More than a person mends at once; a file in the wrong format would otherwise answer with megabytes.</summary>
    private const int Most = 200;

    private readonly FieldErrors errors = new();
    private int count;

    public void Add(int row, string field, string sentence) => Note(CsvRow.Place(row, headings.GetValueOrDefault(field, field)), sentence);

    public void Add(int row, string sentence) => Note($"row {row}", sentence);

    /// <summary>Notes a row's refusal: each of its fields as a cell, or its sentence for the whole row.</summary>
    public void Add(int row, Refusal refusal)
    {
        if (refusal.Errors is null) Add(row, refusal.Detail);
        foreach (var (field, sentences) in refusal.Errors ?? new Dictionary<string, string[]>())
            foreach (var sentence in sentences) Add(row, field, sentence);
    }

    /// <summary>The refusal with every error noted (the first 200), or null.</summary>
    public Refusal? ToRefusal() => errors.ToRefusal(Refusals.CsvInvalid);

    private void Note(string place, string sentence)
    {
        if (++count <= Most) errors.Require(false, place, sentence);
    }
}
