using Azure;
using Serverless.Platform;

namespace Serverless.Tests.Unit.Platform;

public sealed class FaultTextTests
{
    private const string Words = "路灯坏了 13912345678";

    [Fact]
    public void A_fault_is_told_by_its_types_and_storages_code_from_the_outside_in() => Assert.Equal(
        "InvalidOperationException > AggregateException > RequestFailedException (ServerBusy) > RequestFailedException (503) > FormatException",
        FaultText.Types(new InvalidOperationException(Words, new AggregateException(
            Words, new RequestFailedException(503, Words, "ServerBusy", null), new RequestFailedException(503, Words, new FormatException(Words))))));

    [Fact]
    public async Task A_faults_text_names_the_methods_it_came_through_and_nothing_that_was_said()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => OuterAsync(Words));
        var text = FaultText.Of(fault);
        Assert.StartsWith("InvalidOperationException at Serverless.Tests.Unit.Platform.FaultTextTests.OuterAsync", text);
        Assert.Contains(" > FormatException at Serverless.Tests.Unit.Platform.FaultTextTests.Inner < Serverless.Tests.Unit.Platform.FaultTextTests.OuterAsync", text);
        Assert.DoesNotContain(Words, text);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void A_fault_of_many_faults_stays_one_line() =>
        Assert.True(FaultText.Of(new AggregateException(Enumerable.Range(0, 1000).Select(_ => new FormatException(Words)))).Length < 200);

    private static async Task OuterAsync(string words)
    {
        await Task.Yield();
        try
        {
            Inner(words);
        }
        catch (FormatException fault)
        {
            throw new InvalidOperationException(words, fault);
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Inner(string words) => throw new FormatException(words);
}
