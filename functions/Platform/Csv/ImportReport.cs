namespace Serverless.Platform;

/// <summary>What an import did.</summary>
/// <param name="Imported">How many rows were written, new ones and replaced ones.</param>
public sealed record ImportReport(int Imported);
