using Serverless.Reminders;

namespace Serverless.Tests.Unit.Reminders;

public sealed class DeliveryReportTests
{
    [Theory]
    [InlineData("success", true, null)]
    [InlineData("failed:user block", true, "userBlock")]
    [InlineData("failed: user block", true, "userBlock")]
    [InlineData("failed:freq limit", true, "frequencyLimit")]
    [InlineData("failed: system failed", true, "systemFailed")]
    [InlineData("failed: something new", true, "systemFailed")]
    [InlineData("pending", false, null)]
    [InlineData("", false, null)]
    public void Whatever_begins_with_failed_is_a_failure_and_new_words_are_no_fault(string status, bool known, string? code)
    {
        Assert.Equal(known, DeliveryReport.TryRead(status, out var failure));
        Assert.Equal(code, failure?.Code);
    }
}
