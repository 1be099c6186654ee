namespace Serverless.Local.Demo;

/// <summary>Chance that is the same on every machine: SplitMix64, begun from words, so that what one part draws never shifts another's.</summary>
internal sealed class Dice
{
    private ulong state;

    private Dice(ulong state) => this.state = state;

    /// <summary>The dice of these words: FNV-1a over them.</summary>
    public static Dice Of(params ReadOnlySpan<string> words)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in words)
        {
            foreach (var letter in word) hash = (hash ^ letter) * 1099511628211UL;
            hash = (hash ^ '|') * 1099511628211UL;
        }

        return new Dice(hash);
    }

    /// <summary>0 up to, not including, the number.</summary>
    public int Below(int number) => (int)(Next() % (uint)number);

    /// <summary>Between the two, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
