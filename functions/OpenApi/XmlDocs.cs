using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Serverless.OpenApi;

/// <summary>The doc comments of the code, as the compiler writes them into a file beside the assembly; codes stand in backticks.</summary>
/// <param name="file">The file.</param>
internal sealed partial class XmlDocs(XDocument file)
{
    private readonly ILookup<string, XElement> members = file.Descendants("member").ToLookup(member => NameOf((string)member.Attribute("name")!));

    /// <summary>What is said of a type, a method whose name no other of its type has, a field or a property; null when nothing is.</summary>
    public string? Summary(MemberInfo member) => member switch
    {
        Type type => Text(Element(NameOf(type))?.Element("summary")),
        // What is said of a record's property stands with its parameter.
        _ => Text(Element($"{NameOf(member.DeclaringType!)}.{member.Name}")?.Element("summary"))
            ?? Text(Element(NameOf(member.DeclaringType!))?.Elements("param").FirstOrDefault(one => (string?)one.Attribute("name") == member.Name)),
    };

    /// <summary>The first sentence of a text without its full stop, and what follows it.</summary>
    public static (string First, string Then) Split(string text) =>
        FirstSentence().Match(text) is var match ? (match.Groups[1].Value, match.Groups[2].Value) : default;

    private XElement? Element(string name) => members[name].FirstOrDefault();

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string NameOf(string id) => id[2..].Split('(')[0];

    private static string? Text(XElement? element) =>
        element is null ? null : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "para" } paragraph => Text((XElement?)paragraph) + " ",
        XElement other => $"`{((string?)other.Attribute("cref") ?? (string?)other.Attribute("name") ?? (string?)other.Attribute("langword") ?? other.Value).Split('(')[0].Split('.', ':')[^1].Split('`')[0]}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(.*?)(?:\.(?:\s+(.*))?)?$", RegexOptions.Singleline)]
    private static partial Regex FirstSentence();
}
