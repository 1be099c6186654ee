namespace Serverless.Tests.Unit.House;

/// <summary>functions/BannedSymbols.txt keeps the build from reading the system's clock; here stands who may lift the ban.</summary>
public sealed class ClockTests
{
    [Fact]
    public void Only_StationClock_reads_the_systems_clock() => Assert.Equal(
        ["Platform/Time/StationClock.cs"], Repository.Product().Where(file => file.Text.Contains("RS0030")).Select(file => file.Path));

    [Fact]
    public void Every_way_to_the_systems_clock_is_banned_with_a_word_about_StationClock() => Assert.Equal(
        ["DateTime.Now", "DateTime.Today", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "TimeProvider.System"],
        Repository.Read("functions/BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains(";Ask StationClock")).Select(line => line[(2 + "System.".Length)..line.IndexOf(';')]).Order(StringComparer.Ordinal));
}
