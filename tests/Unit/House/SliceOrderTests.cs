using System.Text.RegularExpressions;

namespace Serverless.Tests.Unit.House;

/// <summary>Slices stand in one line, and a slice may only look left.</summary>
public sealed class SliceOrderTests
{
    private static readonly string[] Line =
    [
        "Platform", "Calendar", "WeChat", "WeCom", "Notices", "Stations", "Representatives", "Codes", "Nominations", "Occasions", "Opinions",
        "Topics", "Meetings", "Livelihood", "Reminders", "Statistics", "Bot", "Dashboard",
    ];

    public static TheoryData<string> Files() => [.. Repository.Product().Select(file => file.Path).Where(path => path.Contains('/'))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_slice_looks_only_left(string path)
    {
        var text = Repository.Product().Single(file => file.Path == path).Text;
        var own = Array.IndexOf(Line, path[..path.IndexOf('/')]);
        Assert.True(own >= 0, $"{path} lies in no slice of the line");
        foreach (Match used in Regex.Matches(text, @"\bServerless\.(\w+)"))
            Assert.True(Array.IndexOf(Line, used.Groups[1].Value) <= own, $"{path} looks right, at {used.Groups[1].Value}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_files_namespace_is_its_folder(string path) =>
        Assert.Contains($"namespace Serverless.{path[..path.IndexOf('/')]};", Repository.Product().Single(file => file.Path == path).Text);
}
