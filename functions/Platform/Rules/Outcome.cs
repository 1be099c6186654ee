using System.Diagnostics.CodeAnalysis;

namespace Serverless.Platform;

/// <summary>Either the value asked for or the refusal that stands in its way. A default one is neither and may not be read.</summary>
public readonly struct Outcome<T>
{
    private readonly bool decided;
    private readonly T? value;
    private readonly Refusal? refusal;

    private Outcome(T? value, Refusal? refusal) => (decided, this.value, this.refusal) = (true, value, refusal);

    /// <summary>Why there is no value; null when there is one.</summary>
    /// <exception cref="InvalidOperationException">Nobody has decided it.</exception>
    public Refusal? Refusal => decided ? refusal : throw new InvalidOperationException("This outcome was never decided.");

    /// <summary>True with the refusal when there is no value, false with the value when there is one.</summary>
    /// <exception cref="InvalidOperationException">Nobody has decided it.</exception>
    public bool Refused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T result)
    {
        (refusal, result) = (Refusal, value);
        return refusal is not null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal ?? throw new ArgumentNullException(nameof(refusal)));
}
