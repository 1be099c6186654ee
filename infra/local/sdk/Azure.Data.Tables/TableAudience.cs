#nullable disable
using System.ComponentModel;

namespace Azure.Data.Tables;

/// <summary>The cloud that tokens are asked for.</summary>
public readonly struct TableAudience : IEquatable<TableAudience>
{
    private readonly string value;

    public TableAudience(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    public static TableAudience AzurePublicCloud { get; } = new("https://storage.azure.com");

    public static TableAudience AzureChina { get; } = new("https://storage.azure.cn");

    public static TableAudience AzureGovernment { get; } = new("https://storage.azure.us");

    internal string Scope => $"{(value ?? AzurePublicCloud.value).TrimEnd('/')}/.default";

    public static bool operator ==(TableAudience left, TableAudience right) => left.Equals(right);

    public static bool operator !=(TableAudience left, TableAudience right) => !left.Equals(right);

    public static implicit operator TableAudience(string value) => new(value);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is TableAudience other && Equals(other);

    public bool Equals(TableAudience other) => string.Equals(value, other.value, StringComparison.InvariantCultureIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => value is null ? 0 : StringComparer.InvariantCultureIgnoreCase.GetHashCode(value);

    public override string ToString() => value;
}
