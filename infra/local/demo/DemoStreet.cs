namespace Serverless.Local.Demo;

/// <summary>A street or town of the demo district.</summary>
/// <param name="Name">Ends with 街道 or 镇.</param>
/// <param name="Communities">Seven communities or villages; the first is the seat.</param>
/// <param name="Roads">Five.</param>
/// <param name="Spots">Six places where people meet.</param>
internal sealed record DemoStreet(string Name, IReadOnlyList<string> Communities, IReadOnlyList<string> Roads, IReadOnlyList<string> Spots)
{
    public static readonly IReadOnlyList<DemoStreet> All = [.. DemoLines.Of("streets.txt").Select(Read)];

    public bool IsTown => Name.EndsWith('镇');

    /// <summary>Who governs it.</summary>
    public string Office => IsTown ? "镇政府" : "街道办事处";

    private static DemoStreet Read(string line) =>
        line.Split(';') is [var name, var communities, var roads, var spots]
            ? new(name, communities.Split(' '), roads.Split(' '), spots.Split(' '))
            : throw new FormatException(line);
}
