using System.Diagnostics.CodeAnalysis;

namespace Serverless.Platform;

/// <summary>Either the value asked for or the refusal that stands in its way.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True with the refusal when there is no value, false with the value when there is one.</summary>
    public bool Refused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T result)
    {
        (refusal, result) = (Refusal, value);
        return refusal is not null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
