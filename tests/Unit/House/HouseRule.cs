namespace Serverless.Tests.Unit.House;

/// <summary>Compares what breaks a rule of the house with what is known to break it.</summary>
internal static class HouseRule
{
    /// <summary>Fails for a violation that is not known, and for a known one that is none any more.</summary>
    /// <param name="known">The known violations of all rules.</param>
    /// <param name="word">The verb of this rule's sentences.</param>
    /// <param name="found">The violations, a sentence each.</param>
    public static void Holds(IEnumerable<string> known, string word, IEnumerable<string> found)
    {
        var (expected, actual) = (known.Where(sentence => sentence.Contains($".cs {word} ", StringComparison.Ordinal)).ToHashSet(), found.ToHashSet());
        Assert.True(expected.SetEquals(actual), string.Join('\n',
            [.. actual.Except(expected).Order(StringComparer.Ordinal), .. expected.Except(actual).Order(StringComparer.Ordinal).Select(sentence => $"no more: {sentence}")]));
    }
}
