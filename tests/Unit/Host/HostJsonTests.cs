using Serverless.Local;
using Serverless.Tests.Unit.House;

namespace Serverless.Tests.Host;

public sealed class HostJsonTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void What_is_left_out_is_as_the_real_host_has_it()
    {
        var json = Read("{}");
        Assert.Equal(("api", TimeSpan.FromMinutes(30)), (json.RoutePrefix, json.FunctionTimeout));
        Assert.Equal(new QueueRules(), json.Queues);
        Assert.Equal((16, 5, 8 * Environment.ProcessorCount, true), (json.Queues.BatchSize, json.Queues.MaxDequeueCount, json.Queues.NewBatchThreshold, json.Queues.IsBase64));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.Zero), (json.Queues.MaxPollingInterval, json.Queues.VisibilityTimeout));
    }

    [Fact]
    public void What_the_product_says_is_taken()
    {
        var json = Read(Repository.Read("functions/host.json"));
        Assert.Equal(("", TimeSpan.FromMinutes(10)), (json.RoutePrefix, json.FunctionTimeout));
        Assert.Equal(
            new QueueRules
            {
                BatchSize = 16, NewBatchThreshold = 8, MaxDequeueCount = 5, MessageEncoding = "base64",
                MaxPollingInterval = TimeSpan.FromSeconds(5), VisibilityTimeout = TimeSpan.FromSeconds(10),
            },
            json.Queues);
        Assert.Equal("Warning", json.Logging["logLevel:Azure.Core"]);
    }

    [Theory]
    [InlineData("\"batchSize\": 33", "BatchSize must be between 1 and 32")]
    [InlineData("\"batchSize\": \"many\"", "'many'")]
    [InlineData("\"batchSize\": 0", "BatchSize must be between 1 and 32")]
    [InlineData("\"maxDequeueCount\": 0", "MaxDequeueCount must be between 1 and")]
    [InlineData("\"newBatchThreshold\": -1", "NewBatchThreshold must be between 0 and")]
    [InlineData("\"maxPollingInterval\": \"00:00:00.05\"", "MaxPollingInterval must be between 00:00:00.1")]
    [InlineData("\"visibilityTimeout\": \"8.00:00:00\"", "VisibilityTimeout must be between 00:00:00 and 7.00:00:00")]
    [InlineData("\"messageEncoding\": \"utf8\"", "MessageEncoding field does not equal any of the values")]
    public void A_number_out_of_range_stops_the_start(string member, string reason) => Assert.Contains(
        reason, Assert.Throws<FormatException>(() => Read($$$$"""{"extensions":{"queues":{ {{{{member}}}} }}}""")).Message);

    [Theory]
    [InlineData("/v1/", "v1")]
    [InlineData("", "")]
    public void The_route_prefix_has_no_slashes_around_it(string written, string prefix) =>
        Assert.Equal(prefix, Read("""{"extensions":{"http":{"routePrefix":"?"}}}""".Replace("?", written)).RoutePrefix);

    [Fact]
    public void Text_that_is_not_JSON_is_told() =>
        Assert.StartsWith("host.json cannot be read", Assert.Throws<FormatException>(() => Read("{")).Message);

    public void Dispose() => File.Delete(path);

    private HostJson Read(string text)
    {
        File.WriteAllText(path, text);
        return HostJson.Read(path);
    }
}
