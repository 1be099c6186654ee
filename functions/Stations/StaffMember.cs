namespace Serverless.Stations;

/// <summary>A person who works at a station (专职工作人员).</summary>
/// <param name="Name">1 to 30 characters.</param>
/// <param name="Phone">3 to 20 digits, spaces, plus or minus; null when not known.</param>
public sealed record StaffMember(string Name, string? Phone = null);
