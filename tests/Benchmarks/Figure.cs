namespace Serverless.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The figure with its unit.</param>
/// <param name="Beside">What it was measured against in the same run; empty when nothing.</param>
/// <param name="Wanted">The bound it is to keep; empty when there is none.</param>
/// <param name="Holds">Whether it does; null when there is no bound.</param>
internal sealed record Figure(string What, string Measured, string Beside = "", string Wanted = "", bool? Holds = null)
{
    /// <summary>The table in Markdown.</summary>
    public static IEnumerable<string> Table(IEnumerable<Figure> figures) =>
    [
        "| what | measured | beside | wanted |",
        "| --- | --- | --- | --- |",
        .. figures.Select(figure => $"| {figure.What} | {figure.Measured} | {figure.Beside} | {figure.Wanted}{Mark(figure.Holds)} |"),
    ];

    private static string Mark(bool? holds) => holds is null ? "" : holds.Value ? " ✓" : " ✗";
}
