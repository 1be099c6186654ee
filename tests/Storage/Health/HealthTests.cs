using Serverless.Health;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Health;

public sealed class HealthTests : IAsyncLifetime
{
    private Product product = null!;

    public async ValueTask InitializeAsync() => product = await Product.OpenAsync();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task The_service_is_well_when_tables_and_queues_answer()
    {
        Assert.Equal((200, """{"status":"ok"}"""), await LookAsync());
        Assert.Equal(2, product.Calls.Made);
    }

    [Fact]
    public async Task However_many_ask_within_five_seconds_storage_is_asked_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LookAsync()));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        product.Time.Advance(TimeSpan.FromSeconds(4.9));
        await LookAsync();
        Assert.Equal(2, product.Calls.Made);
        product.Time.Advance(TimeSpan.FromSeconds(0.1));
        await LookAsync();
        Assert.Equal(4, product.Calls.Made);
    }

    [Fact]
    public async Task A_part_that_is_away_is_named_and_its_return_is_seen()
    {
        product.Cut.At(1, afterIt: false);
        var (status, text) = await LookAsync();
        Assert.Equal(503, status);
        Assert.Contains("storageUnavailable", text);
        Assert.Matches("\"detail\":\"(表存储|队列)没有响应。", text);
        Assert.DoesNotContain("cut by the test", text);
        product.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await LookAsync()).Status);
    }

    private async Task<(int Status, string Text)> LookAsync()
    {
        var answer = await HttpCall.Get("/api/health").To(request => product.Make<HealthEndpoints>().Get(request));
        return (answer.Status, answer.Text);
    }
}
