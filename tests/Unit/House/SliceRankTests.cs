namespace Serverless.Tests.Unit.House;

/// <summary>Slices stand in ranks; a slice may look down, never up, and beside only where the table says so.</summary>
public sealed class SliceRankTests
{
    /// <summary>From the bottom up. The lowest rank is four: Platform, Access, Audit, Actions, in this order.</summary>
    private static readonly string[][] Ranks =
    [
        ["Platform"], ["Access"], ["Audit"], ["Actions"],
        ["WeChat", "WeCom"],
        ["Calendar", "Deadlines", "Notices"],
        ["Stations", "Representatives", "Units", "Households", "Codes"],
        ["Opinions", "Occasions", "Meetings", "Projects", "Ballots", "Archive", "Compliance"],
        ["Reminders", "Statistics", "Topics"],
        ["Bot", "Board", "Dashboard", "Health", "OpenApi"],
    ];

    /// <summary>Who may look beside, and at whom.</summary>
    private static readonly (string Slice, string At)[] Beside = [("Representatives", "Stations")];

    /// <summary>Today's violations; empty when the house is in order.</summary>
    private static readonly string[] Known = [];

    [Fact]
    public void Every_slice_has_a_rank() => Assert.Subset(Ranks.SelectMany(rank => rank).ToHashSet(), CompiledProduct.Files.Select(file => file.Slice).ToHashSet());

    [Fact]
    public void A_slice_looks_down_only() => HouseRule.Holds(Known, "looks",
        from file in CompiledProduct.Files
        from at in file.Touches.OfType<Type>().Select(SliceOf).OfType<string>().Distinct()
        where at != file.Slice && !(RankOf(at) < RankOf(file.Slice)) && !Beside.Contains((file.Slice, at))
        select $"{file} looks up at {at}");

    [Fact]
    public void A_files_namespace_is_its_slice() => Assert.All(CompiledProduct.Files, file =>
        Assert.All(file.Types, type => Assert.Equal($"Serverless.{file.Slice}", type.Namespace)));

    private static string? SliceOf(Type type) =>
        type.Assembly == typeof(ServerlessSetup).Assembly && type.Namespace?.Split('.') is [_, var slice] ? slice : null;

    private static int RankOf(string slice) => Array.FindIndex(Ranks, rank => rank.Contains(slice));
}
