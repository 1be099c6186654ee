using System.Reflection;

namespace Serverless.Platform;

/// <summary>
/// Every table and queue the product uses: the <c>TableName</c> and <c>QueueName</c> of the slices' <c>*Table</c> and
/// <c>*Queue</c> types. The local host makes them, and a test keeps the bicep's list equal.
/// </summary>
public static class StorageSchema
{
    public static IReadOnlyList<string> Tables { get; } = Named("TableName");

    public static IReadOnlyList<string> Queues { get; } = Named("QueueName");

    private static string[] Named(string constant) =>
        [.. typeof(StorageSchema).Assembly.GetTypes().Select(type => type.GetField(constant)?.GetRawConstantValue() as string).OfType<string>().Order(StringComparer.Ordinal)];
}
