namespace Serverless.Platform;

/// <summary>What a row of an imported file says.</summary>
/// <param name="Row">The row's number as a spreadsheet shows it.</param>
/// <param name="Value">What it says.</param>
public sealed record CsvItem<T>(int Row, T Value);
