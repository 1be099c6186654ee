#nullable disable
namespace Azure.Data.Tables.Models;

/// <summary>A table as the account lists it.</summary>
public class TableItem(string name)
{
    public string Name { get; } = name;
}
