using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>How a client shows who it is.</summary>
public sealed class CredentialTests
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [Fact]
    [Covers(typeof(TableSharedKeyCredential))]
    public async Task A_shared_key_signs_date_and_path()
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        await new TableClient(server.Address, "t1x", new TableSharedKeyCredential(Account, Key)).DeleteEntityAsync("it's", "区");
        var request = Assert.Single(server.Requests);
        var date = Wire.Header(request, "x-ms-date")!;
        Assert.True(DateTimeOffset.UtcNow - DateTimeOffset.ParseExact(date, "r", CultureInfo.InvariantCulture) < TimeSpan.FromMinutes(1));
        var path = Wire.Target(request).Split('?')[0];
        Assert.Equal("/t1x(PartitionKey='it%27%27s',RowKey='%E5%8C%BA')", path);
        Assert.Equal($"SharedKeyLite {Account}:{Signature($"{date}\n/{Account}{path}")}", Wire.Header(request, "Authorization"));
    }

    [Fact]
    public async Task Every_request_tells_its_versions()
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        await new TableClient(server.Address, "t1x", new TableSharedKeyCredential(Account, Key)).AddEntityAsync(new TableEntity("p", "r"));
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /t1x?$format=application%2Fjson%3Bodata%3Dminimalmetadata HTTP/1.1", request.Split("\r\n")[0]);
        Assert.Equal(("2020-12-06", "3.0"), (Wire.Header(request, "x-ms-version"), Wire.Header(request, "DataServiceVersion")));
        Assert.Equal("application/json;odata=nometadata", Wire.Header(request, "Content-Type"));
        Assert.Equal("return-no-content", Wire.Header(request, "Prefer"));
        Assert.StartsWith("azsdk-net-Data.Tables/", Wire.Header(request, "User-Agent"));
    }

    [Fact]
    [Covers(typeof(TableServiceClient), ".ctor(Uri, TableSharedKeyCredential)", ".ctor(Uri, TableSharedKeyCredential, TableClientOptions)")]
    [Covers(typeof(TableClient), ".ctor(Uri, String, TableSharedKeyCredential)", ".ctor(Uri, String, TableSharedKeyCredential, TableClientOptions)")]
    public async Task A_shared_key_opens_the_account_and_the_wrong_one_does_not()
    {
        var endpoint = (await AzuriteFixture.SharedAsync()).TableEndpoint;
        var credential = new TableSharedKeyCredential(Account, Key);
        Assert.Equal(Account, credential.AccountName);
        var name = AzuriteFixture.UniqueName();
        await new TableServiceClient(endpoint, credential).CreateTableAsync(name);
        Assert.Equal(204, (await new TableClient(endpoint, name, credential).AddEntityAsync(new TableEntity("p", "r"))).Status);
        var withName = new TableClient(new Uri($"{endpoint}/{name}"), name, credential, new());
        Assert.Equal($"{endpoint}/{name}", withName.Uri.AbsoluteUri);
        Assert.Equal(200, (await withName.GetEntityAsync<TableEntity>("p", "r")).GetRawResponse().Status);
        credential.SetAccountKey("d3Jvbmc=");
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => withName.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal(403, failure.Status);
        credential.SetAccountKey(Key);
        Assert.Equal(204, (await new TableServiceClient(endpoint, credential, new()).DeleteTableAsync(name)).Status);
    }

    [Fact]
    [Covers(typeof(TableClient), ".ctor(Uri, TableClientOptions)", ".ctor(Uri, AzureSasCredential, TableClientOptions)")]
    public async Task A_signature_for_one_table_opens_it_for_what_it_permits()
    {
        var table = await AzuriteFixture.TableAsync();
        var credential = new AzureSasCredential(TableSignature(table.Name, "ra"));
        foreach (var client in new[] { new TableClient(new Uri($"{table.Uri}?{credential.Signature}")), new TableClient(table.Uri, credential) })
        {
            Assert.Equal((table.Name, table.AccountName, table.Uri), (client.Name, client.AccountName, client.Uri));
            await client.AddEntityAsync(new TableEntity("p", Guid.NewGuid().ToString()));
            Assert.NotEqual(0, await client.QueryAsync<TableEntity>(maxPerPage: 1).CountAsync());
            await Failing.WithAsync(403, "AuthorizationPermissionMismatch", () => client.DeleteEntityAsync("p", "r"));
        }
    }

    [Fact]
    [Covers(typeof(TableServiceClient), ".ctor(Uri, TableClientOptions)", ".ctor(Uri, AzureSasCredential)", ".ctor(Uri, AzureSasCredential, TableClientOptions)")]
    public async Task A_signature_for_the_account_opens_its_tables()
    {
        var azurite = await AzuriteFixture.SharedAsync();
        var signature = AccountSignature();
        var credential = new AzureSasCredential(signature);
        TableServiceClient[] services =
        [
            new(new Uri($"{azurite.TableEndpoint}?{signature}")),
            new(azurite.TableEndpoint, credential),
            new(azurite.TableEndpoint, credential, new()),
            new($"TableEndpoint={azurite.TableEndpoint};SharedAccessSignature={signature}"),
        ];
        foreach (var service in services)
        {
            var table = service.GetTableClient(AzuriteFixture.UniqueName());
            Assert.Equal(204, (await table.CreateAsync()).GetRawResponse().Status);
            Assert.Equal(204, (await table.AddEntityAsync(new TableEntity("p", "r"))).Status);
            await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "s"))]);
            Assert.Equal($"{azurite.TableEndpoint}/{table.Name}", table.Uri.AbsoluteUri);
        }
    }

    [Fact]
    public async Task A_signature_that_is_changed_is_sent_from_then_on()
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        var credential = new AzureSasCredential("?sig=one");
        var table = new TableClient(new Uri($"{server.Address}acc/t1x"), credential);
        await table.DeleteEntityAsync("p", "r");
        credential.Update("sig=two");
        await table.DeleteEntityAsync("p", "r");
        Assert.Equal(
            ["$format=application%2Fjson%3Bodata%3Dminimalmetadata&sig=one", "$format=application%2Fjson%3Bodata%3Dminimalmetadata&sig=two"],
            server.Requests.Select(request => Wire.Target(request).Split('?')[1]));
    }

    [Fact]
    public void A_signature_is_not_sent_in_the_clear()
    {
        var open = new Uri("http://acc.table.core.windows.net/t1x");
        Assert.Throws<ArgumentException>(() => new TableClient(open));
        Assert.Throws<ArgumentException>(() => new TableClient(open, new AzureSasCredential("sig=x")));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(open));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(open, new AzureSasCredential("sig=x")));
    }

    [Fact]
    public void The_table_is_named_in_its_address_or_its_signature()
    {
        Assert.Equal("t1x", new TableClient(new Uri("https://acc.table.core.windows.net/t1x?sig=x")).Name);
        Assert.Equal("t1x", new TableClient(new Uri("https://acc.table.core.windows.net?tn=t1x&sig=x")).Name);
        Assert.ThrowsAny<ArgumentException>(() => new TableClient(new Uri("https://acc.table.core.windows.net?sig=x")));
    }

    [Fact]
    [Covers(typeof(TableServiceClient), ".ctor(Uri, TokenCredential, TableClientOptions)")]
    [Covers(typeof(TableClient), ".ctor(Uri, String, TokenCredential, TableClientOptions)")]
    public async Task A_token_is_never_sent_in_the_clear()
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new TableClient(server.Address, "t1x", Tokens([])).AddEntityAsync(new TableEntity("p", "r")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TableServiceClient(server.Address, Tokens([])).CreateTableAsync("t1x"));
        Assert.Empty(server.Requests);
    }

    [Fact]
    [Covers(typeof(TableAudience))]
    [Covers(typeof(TableClientOptions), nameof(TableClientOptions.Audience))]
    public async Task A_token_is_asked_for_the_audience_of_the_cloud()
    {
        Assert.Equal("https://storage.azure.com/.default", await ScopeAsync(null));
        Assert.Equal("https://storage.azure.com/.default", await ScopeAsync(TableAudience.AzurePublicCloud));
        Assert.Equal("https://storage.azure.cn/.default", await ScopeAsync(TableAudience.AzureChina));
        Assert.Equal("https://storage.azure.us/.default", await ScopeAsync(TableAudience.AzureGovernment));
        Assert.Equal("https://own.example/.default", await ScopeAsync("https://own.example"));
    }

    [Fact]
    public void Audiences_are_compared_by_their_text()
    {
        TableAudience china = "https://storage.azure.cn";
        Assert.True(china == TableAudience.AzureChina && china != TableAudience.AzurePublicCloud && china.Equals((object)new TableAudience(china.ToString())));
        Assert.Equal(TableAudience.AzureChina.GetHashCode(), china.GetHashCode());
        Assert.Throws<ArgumentNullException>(() => new TableAudience(null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Covers(typeof(TableClientOptions), nameof(TableClientOptions.EnableTenantDiscovery))]
    public async Task The_tenant_is_taken_from_the_challenge_if_that_is_wanted(bool wanted)
    {
        await using var server = CannedServer.Secure(
            CannedServer.Answer(401, "", "WWW-Authenticate: Bearer authorization_uri=https://login.example/tenant-1/oauth2/authorize resource_id=https://storage.azure.com"),
            CannedServer.Answer(204));
        var asked = new List<TokenRequestContext>();
        var options = Trusting();
        options.EnableTenantDiscovery = wanted;
        var table = new TableClient(server.Address, "t1x", Tokens(asked), options);
        if (!wanted)
        {
            Assert.Equal(401, (await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r"))).Status);
            return;
        }

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        await table.DeleteEntityAsync("p", "r");
        Assert.Equal("tenant-1", asked[^1].TenantId);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(TableClientOptions.ServiceVersion.V2019_02_02, "2019-02-02")]
    [InlineData(TableClientOptions.ServiceVersion.V2020_12_06, "2020-12-06")]
    [Covers(typeof(TableClientOptions), ".ctor(ServiceVersion)")]
    [Covers(typeof(TableClientOptions.ServiceVersion))]
    public async Task The_version_of_the_protocol_can_be_chosen(TableClientOptions.ServiceVersion version, string sent)
    {
        await using var server = CannedServer.With(CannedServer.Answer(204));
        var table = new TableClient(server.Address, "t1x", new TableSharedKeyCredential(Account, Key), new(version));
        await table.DeleteEntityAsync("p", "r");
        Assert.Equal(sent, Wire.Header(server.Requests[0], "x-ms-version"));
    }

    private static async Task<string> ScopeAsync(TableAudience? audience)
    {
        await using var server = CannedServer.Secure(CannedServer.Answer(204));
        var asked = new List<TokenRequestContext>();
        var options = Trusting();
        options.Audience = audience;
        await new TableClient(server.Address, "t1x", Tokens(asked), options).DeleteEntityAsync("p", "r");
        Assert.Equal("Bearer token-1", Wire.Header(server.Requests[0], "Authorization"));
        return Assert.Single(Assert.Single(asked).Scopes);
    }

    private static TokenCredential Tokens(List<TokenRequestContext> asked) => DelegatedTokenCredential.Create((context, _) =>
    {
        lock (asked)
            asked.Add(context);
        return new AccessToken($"token-{asked.Count}", DateTimeOffset.UtcNow.AddHours(1));
    });

    private static TableClientOptions Trusting() => new()
    {
        Transport = new HttpClientTransport(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        }),
    };

    private static string TableSignature(string table, string permissions)
    {
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = $"{permissions}\n\n{until}\n/table/{Account}/{table.ToLowerInvariant()}\n\n\n\n2019-02-02\n\n\n\n";
        return $"sv=2019-02-02&tn={table}&sp={permissions}&se={Uri.EscapeDataString(until)}&sig={Uri.EscapeDataString(Signature(text))}";
    }

    private static string AccountSignature()
    {
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = $"{Account}\nrwdlacu\nt\nsco\n\n{until}\n\n\n2019-02-02\n";
        return $"sv=2019-02-02&ss=t&srt=sco&sp=rwdlacu&se={Uri.EscapeDataString(until)}&sig={Uri.EscapeDataString(Signature(text))}";
    }

    private static string Signature(string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
}
