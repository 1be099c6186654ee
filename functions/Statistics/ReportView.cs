using System.Text.Json.Serialization;
using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>A report as callers see it (contract 6): whose it is, then each group of <see cref="Figures"/> as an object.</summary>
public sealed record ReportView : ReportHead
{
    /// <param name="report">The report as it is kept.</param>
    /// <param name="withPeople">Whether the representatives' lines are shown.</param>
    public ReportView(StationReport report, bool withPeople) : base(report)
    {
        foreach (var figure in Figures.All)
            if (figure.Value(report) is { } value) Place(figure.Key.Split('.'), value);
        if (withPeople) Groups["representatives"] = Lines(report);
    }

    /// <summary>Groups that are not counted yet are left out.</summary>
    [JsonExtensionData]
    public Dictionary<string, object> Groups { get; } = [];

    private void Place(string[] path, object value)
    {
        if (path is [var alone]) Groups[alone] = value;
        else if (Groups.GetValueOrDefault(path[0]) is Dictionary<string, object> group) group[path[1]] = value;
        else Groups[path[0]] = new Dictionary<string, object> { [path[1]] = value };
    }

    /// <summary>Everyone on the roster, and who else did something, without a name, by id.</summary>
    private static IEnumerable<Dictionary<string, object>> Lines(StationReport report)
    {
        var ids = Figures.ByPerson.SelectMany(figure => figure.Keys(report), (figure, key) => figure.PartOf(key)).Concat(report.People.Keys.Select(id => id.ToString()));
        foreach (var id in ids.Distinct().Order(StringComparer.Ordinal))
        {
            var line = new Dictionary<string, object> { ["id"] = id };
            if (report.People.TryGetValue(Identifier.Read<PersonId>(id), out var name)) line["name"] = name;
            foreach (var figure in Figures.ByPerson) line[figure.Key.Split('.')[1]] = report[figure.KeyOf(id)];
            yield return line;
        }
    }
}
