namespace Serverless.Local.Demo;

/// <summary>A matter people write about: its parts fit together in any choice.</summary>
/// <param name="Category">What it is about in a word, as the statistics count it.</param>
/// <param name="At">Where it is.</param>
/// <param name="What">What is wrong; follows the place directly.</param>
/// <param name="Harm">What comes of it.</param>
/// <param name="Wish">What is asked for.</param>
/// <param name="Reply">What the station answers.</param>
internal sealed record DemoTopic(
    string Category, IReadOnlyList<string> At, string What, IReadOnlyList<string> Harm, IReadOnlyList<string> Wish, IReadOnlyList<string> Reply)
{
    /// <summary>The matters of streets, by category.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<DemoTopic>> City = Read("rural");

    /// <summary>The matters of towns, by category.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<DemoTopic>> Rural = Read("city");

    private static IReadOnlyList<DemoTopic>[] Read(string without)
    {
        var topics = new List<DemoTopic>();
        string[] head = [];
        foreach (var line in DemoLines.Of("topics.txt"))
        {
            if (line[0] == '[') head = line.Split(' ');
            else if (head[1] != without) topics.Add(Read(head[0].Trim('[', ']'), line));
        }

        return [.. topics.GroupBy(topic => topic.Category, (_, same) => same.ToArray())];
    }

    private static DemoTopic Read(string category, string line) =>
        line.Split('|') is [var at, var what, var harm, var wish, var reply]
            ? new(category, at.Split('/'), what, harm.Split('/'), wish.Split('/'), reply.Split('/'))
            : throw new FormatException(line);
}
