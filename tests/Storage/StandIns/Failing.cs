using Azure;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>What a service said no with.</summary>
internal static class Failing
{
    public static async Task<RequestFailedException> WithAsync(int status, string code, Func<Task> call)
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
        return failure;
    }
}
