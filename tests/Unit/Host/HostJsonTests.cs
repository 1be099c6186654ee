using System.Text;
using Serverless.Local;

namespace Serverless.Tests.Host;

public sealed class HostJsonTests
{
    [Fact]
    public void What_is_left_out_is_as_the_real_host_has_it()
    {
        var json = Parse("{}");
        Assert.Equal(("api", TimeSpan.FromMinutes(30)), (json.RoutePrefix, json.FunctionTimeout));
        Assert.Equal(new QueueRules(), json.Queues);
        Assert.Equal((16, 5, 8 * Environment.ProcessorCount, true), (json.Queues.BatchSize, json.Queues.MaxDequeueCount, json.Queues.NewBatchThreshold, json.Queues.IsBase64));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.Zero), (json.Queues.MaxPollingInterval, json.Queues.VisibilityTimeout));
    }

    [Fact]
    public void The_threshold_follows_the_batch_size() =>
        Assert.Equal(2 * Environment.ProcessorCount, Queues("\"batchSize\": 5").NewBatchThreshold);

    [Fact]
    public void What_is_said_is_taken() => Assert.Equal(
        new QueueRules
        {
            BatchSize = 32, NewBatchThreshold = 0, MaxDequeueCount = 1, IsBase64 = false,
            MaxPollingInterval = TimeSpan.FromSeconds(2), VisibilityTimeout = TimeSpan.FromSeconds(10),
        },
        Queues("\"batchSize\": 32, \"newBatchThreshold\": 0, \"maxDequeueCount\": 1, \"messageEncoding\": \"None\", \"maxPollingInterval\": \"00:00:02\", \"visibilityTimeout\": \"00:00:10\""));

    [Theory]
    [InlineData("\"batchSize\": 33", "batchSize must be 1 to 32")]
    [InlineData("\"batchSize\": \"many\"", "'many'")]
    [InlineData("\"batchSize\": 0", "batchSize must be 1 to 32")]
    [InlineData("\"maxDequeueCount\": 0", "maxDequeueCount must be 1 to")]
    [InlineData("\"newBatchThreshold\": -1", "newBatchThreshold must be 0 to")]
    [InlineData("\"maxPollingInterval\": \"00:00:00.05\"", "maxPollingInterval must be 00:00:00.1000000 to")]
    [InlineData("\"messageEncoding\": \"utf8\"", "messageEncoding must be base64 or none")]
    public void A_number_out_of_range_stops_the_start(string member, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Queues(member)).Message);

    [Theory]
    [InlineData("/v1/", "v1")]
    [InlineData("", "")]
    public void The_route_prefix_has_no_slashes_around_it(string written, string prefix) =>
        Assert.Equal(prefix, Parse("""{"extensions":{"http":{"routePrefix":"?"}}}""".Replace("?", written)).RoutePrefix);

    [Fact]
    public void Text_that_is_not_JSON_is_told() =>
        Assert.StartsWith("host.json cannot be read", Assert.Throws<FormatException>(() => Parse("{")).Message);

    private static QueueRules Queues(string members) => Parse($$$$"""{"extensions":{"queues":{ {{{{members}}}} }}}""").Queues;

    private static HostJson Parse(string text) => HostJson.Parse(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
