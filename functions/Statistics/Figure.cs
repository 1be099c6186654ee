namespace Serverless.Statistics;

/// <summary>
/// One statistic of a station's quarter (统计指标). Its line in <see cref="Figures"/> is all there is to it:
/// storing, adding up, comparing, JSON and tables are made from the list.
/// </summary>
/// <param name="Key">Its place in the JSON, such as <c>opinions.received</c>; its counts are kept under it.</param>
/// <param name="Name">What people call it; the head of its column.</param>
/// <param name="Group">Its group as the field numbers them: G2 receptions, G5 opinions, G9 representatives, G11 notices.</param>
public abstract record Figure(string Key, string Name, string Group)
{
    /// <summary>Its counts by key; a report that has the figure has one under <see cref="Key"/> itself.</summary>
    internal virtual IEnumerable<KeyValuePair<string, int>> Fold(QuarterFacts facts) => [];

    /// <summary>The keys under which a report has what it says, in a fixed order.</summary>
    internal virtual IEnumerable<string> Keys(StationReport report) => [Key];

    /// <summary>As it stands at its place in the JSON; null when it stands in the people's lines.</summary>
    internal abstract object? Value(StationReport report);

    /// <summary>Its columns in a table whose last line is the total, which has every part that any station has.</summary>
    internal virtual IEnumerable<ReportColumn> Columns(StationReport total) => [new(Name, Value)];
}

/// <summary>How many there are of something.</summary>
/// <param name="Of">The number, made from the facts alone.</param>
public sealed record CountFigure(string Key, string Name, string Group, Func<QuarterFacts, int> Of) : Figure(Key, Name, Group)
{
    internal override IEnumerable<KeyValuePair<string, int>> Fold(QuarterFacts facts) => [new(Key, Of(facts))];

    internal override object Value(StationReport report) => report[Key];
}

/// <summary>How many there are of each sort of something, such as of the received opinions by channel.</summary>
/// <param name="Of">The sort of each thing that is counted.</param>
/// <param name="Word">What people call a sort; null when the sorts are persons, who have lines of their own.</param>
public sealed record PartsFigure(string Key, string Name, string Group, Func<QuarterFacts, IEnumerable<string>> Of, Func<string, string>? Word)
    : Figure(Key, Name, Group)
{
    // Sorts beyond the largest so many are counted as one: free words would else outgrow a report's row.
    private const int Most = 60;

    /// <summary>The sort of all the rest.</summary>
    internal const string Others = "others";

    internal string KeyOf(string part) => $"{Key}.{part}";

    internal string PartOf(string key) => key[(Key.Length + 1)..];

    internal override IEnumerable<KeyValuePair<string, int>> Fold(QuarterFacts facts)
    {
        var parts = Of(facts).CountBy(part => part).OrderByDescending(part => part.Value).ThenBy(part => part.Key, StringComparer.Ordinal)
            .Select((part, rank) => (Key: Word is null || rank < Most ? part.Key : Others, part.Value)).ToList();
        return
        [
            new(Key, parts.Sum(part => part.Value)),
            .. parts.GroupBy(part => part.Key, part => part.Value, (part, counts) => KeyValuePair.Create(KeyOf(part), counts.Sum())),
        ];
    }

    internal override IEnumerable<string> Keys(StationReport report) =>
        report.Counts.Keys.Where(key => key.StartsWith(KeyOf(""), StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    internal override object? Value(StationReport report) => Word is null ? null : Keys(report).ToDictionary(PartOf, key => report[key]);

    internal override IEnumerable<ReportColumn> Columns(StationReport total) =>
        Word is null ? [] : Keys(total).Select(key => new ReportColumn($"{Name}：{Word(PartOf(key))}", report => report[key]));
}

/// <summary>What is made of other figures after they are added up, such as a rate: nothing is stored of it, and it is never added up itself.</summary>
/// <param name="Of">A number or a <see cref="Rate"/>.</param>
public sealed record DerivedFigure(string Key, string Name, string Group, Func<StationReport, object> Of) : Figure(Key, Name, Group)
{
    internal override object Value(StationReport report) => Of(report);
}

/// <summary>A column of a table of reports.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Cell">What stands in it: a text, a number, a <see cref="Rate"/> or null.</param>
internal sealed record ReportColumn(string Title, Func<StationReport, object?> Cell);
