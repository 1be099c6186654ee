namespace Serverless.Benchmarks;

internal static class Numbers
{
    /// <summary>The middle one: a single disturbed round does not move it.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
