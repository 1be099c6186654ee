using System.Text.Json;

namespace Serverless.Platform;

/// <summary>What an import did, or with <c>dryRun</c> what it would do.</summary>
/// <param name="Imported">How many rows of the file were taken; 0 when nothing was to be.</param>
/// <param name="Added">How many of them are new.</param>
/// <param name="Changed">How many say something else than what was there.</param>
/// <param name="Left">How many change nothing.</param>
public sealed record ImportReport(int Imported, int Added, int Changed, int Left)
{
    /// <summary>More ids than that of each sort are not listed; the numbers count them all.</summary>
    public const int MostIds = 200;

    /// <summary>The first ids of what is new.</summary>
    public IReadOnlyList<string> AddedIds { get; init; } = [];

    /// <summary>The first ids of what changes.</summary>
    public IReadOnlyList<string> ChangedIds { get; init; } = [];

    /// <param name="wanted">What the file says.</param>
    /// <param name="present">What is there of the same id, or null.</param>
    /// <param name="id">The id.</param>
    /// <param name="dryRun">True when nothing was written.</param>
    public static ImportReport Of<T>(IReadOnlyCollection<T> wanted, Func<T, T?> present, Func<T, string> id, bool dryRun) where T : class
    {
        var added = wanted.Where(one => present(one) is null).Select(id).ToArray();
        var changed = wanted.Where(one => present(one) is { } before && Text(before) != Text(one)).Select(id).ToArray();
        return new(dryRun ? 0 : wanted.Count, added.Length, changed.Length, wanted.Count - added.Length - changed.Length)
        {
            AddedIds = [.. added.Take(MostIds)], ChangedIds = [.. changed.Take(MostIds)],
        };
    }

    private static string Text<T>(T one) => JsonSerializer.Serialize(one, Json.Options);
}
