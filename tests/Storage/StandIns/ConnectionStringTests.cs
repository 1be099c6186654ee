using Azure.Data.Tables;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>What a connection string says.</summary>
public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=a2V5;EndpointSuffix=core.windows.net", "acc", "https://acc.table.core.windows.net/")]
    [InlineData("AccountName=acc;AccountKey=a2V5;EndpointSuffix=core.chinacloudapi.cn;", "acc", "https://acc.table.core.chinacloudapi.cn/")]
    [InlineData("DefaultEndpointsProtocol=http;accountname=acc;ACCOUNTKEY=a2V5;TableEndpoint=http://127.0.0.1:10002/acc", "acc", "http://127.0.0.1:10002/acc")]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/;SharedAccessSignature=sv=2020&sig=x%3D", "acc", "https://acc.table.core.windows.net/?sv=2020&sig=x%3D")]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://storage", "devstoreaccount1", "http://storage:10002/devstoreaccount1")]
    public void An_account_is_named_in_one_of_these_ways(string connectionString, string account, string endpoint)
    {
        var service = new TableServiceClient(connectionString);
        Assert.Equal((account, new Uri(endpoint)), (service.AccountName, service.Uri));
    }

    [Theory]
    [InlineData("AccountName=acc;AccountKey=a2V5")]
    [InlineData("AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/")]
    [InlineData("UseDevelopmentStorage=True")]
    [InlineData("AccountName=acc;AccountKey=not base64!;EndpointSuffix=core.windows.net")]
    public void Without_a_whole_account_it_is_refused(string connectionString) =>
        Assert.Throws<FormatException>(() => new TableServiceClient(connectionString));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=a;AccountName=b;AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    public void Malformed_parts_are_refused(string connectionString) =>
        Assert.Throws<InvalidOperationException>(() => new TableServiceClient(connectionString));

    [Fact]
    public void Nothing_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new TableServiceClient((string)null!));
        Assert.ThrowsAny<ArgumentException>(() => new TableServiceClient(""));
    }
}
