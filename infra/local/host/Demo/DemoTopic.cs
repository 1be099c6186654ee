namespace Serverless.Local;

/// <summary>A matter people write about, as parts that fit together in any choice.</summary>
internal sealed class DemoTopic
{
    private readonly Dictionary<string, List<string>> parts = new() { ["at"] = [], ["what"] = [], ["harm"] = [], ["wish"] = [], ["reply"] = [] };

    private DemoTopic(string category, string setting) => (Category, Setting) = (category, setting);

    public static readonly IReadOnlyList<DemoTopic> City = [.. Read().Where(topic => topic.Setting != "rural")];

    public static readonly IReadOnlyList<DemoTopic> Rural = [.. Read().Where(topic => topic.Setting != "city")];

    public string Category { get; }

    /// <summary>Where it is.</summary>
    public IReadOnlyList<string> At => parts["at"];

    /// <summary>What is wrong; follows the place directly.</summary>
    public IReadOnlyList<string> What => parts["what"];

    public IReadOnlyList<string> Harm => parts["harm"];

    public IReadOnlyList<string> Wish => parts["wish"];

    public IReadOnlyList<string> Reply => parts["reply"];

    private string Setting { get; }

    private static List<DemoTopic> Read()
    {
        var topics = new List<DemoTopic>();
        foreach (var line in DemoLines.Of("topics.txt"))
        {
            var words = line.Split(' ', 2);
            if (line[0] == '[') topics.Add(new DemoTopic(words[0].Trim('[', ']'), words[1]));
            else topics[^1].parts[words[0]].Add(words[1]);
        }

        return topics;
    }
}
