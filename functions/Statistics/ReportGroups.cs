using Serverless.Platform;

namespace Serverless.Statistics;

/// <summary>Lays a report's figures out as callers see them: each at the place its key names.</summary>
public static class ReportGroups
{
    public static Dictionary<string, object> Of(StationReport report)
    {
        var groups = new Dictionary<string, object>();
        foreach (var figure in Figures.All)
            if (figure.Value(report) is { } value) Place(groups, figure.Key.Split('.'), value);
        return groups;
    }

    /// <summary>A line for everyone on the roster and, without a name, for who else did something; by id.</summary>
    public static IReadOnlyList<Dictionary<string, object>> Lines(StationReport report)
    {
        var ids = Figures.ByPerson.SelectMany(figure => figure.Keys(report), (figure, key) => figure.PartOf(key)).Concat(report.People.Keys.Select(id => id.ToString()));
        return [.. ids.Distinct().Order(StringComparer.Ordinal).Select(id => Line(report, id))];
    }

    private static Dictionary<string, object> Line(StationReport report, string id)
    {
        var line = new Dictionary<string, object> { ["id"] = id };
        if (report.People.TryGetValue(Identifier.Read<PersonId>(id), out var name)) line["name"] = name;
        foreach (var figure in Figures.ByPerson) line[figure.Key.Split('.')[1]] = report[figure.KeyOf(id)];
        return line;
    }

    private static void Place(Dictionary<string, object> groups, string[] path, object value)
    {
        if (path is [var alone]) groups[alone] = value;
        else if (groups.GetValueOrDefault(path[0]) is Dictionary<string, object> group) group[path[1]] = value;
        else groups[path[0]] = new Dictionary<string, object> { [path[1]] = value };
    }
}
