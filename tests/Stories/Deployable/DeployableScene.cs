using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.Local;
using Serverless.Platform;
using Serverless.Tests.Deployable.Rpc;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Deployable;

/// <summary>One published app and one worker of it for all tests of the tier, on an emulator whose queues nobody else reads.</summary>
public sealed class DeployableScene : IAsyncLifetime
{
    private const string Key = "the-bootstrap-key";

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private Azurite azurite = null!;

    public PublishedFunctions Published { get; private set; } = null!;

    public WorkerHost Host { get; private set; } = null!;

    /// <summary>The app settings of the deployed app: those of local.settings.json, on the tests' storage.</summary>
    public Dictionary<string, string?> Settings { get; private set; } = null!;

    /// <summary>WeChat's servers, for the account of the settings.</summary>
    public WeChatSender WeChat => new(new WeChatOptions
    {
        AppId = Settings["WeChat__AppId"]!, AppSecret = Settings["WeChat__AppSecret"]!, Token = Settings["WeChat__Token"]!,
        EncodingAESKey = Settings["WeChat__EncodingAESKey"], DefaultStation = An.Id(Settings["WeChat__DefaultStation"]!),
    });

    public async ValueTask InitializeAsync()
    {
        var publishing = PublishedFunctions.MakeAsync();
        azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);
        await OpenStoreAsync();
        Published = await publishing;
        Settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(PublishedFunctions.Sources, "local.settings.json")))
            .RootElement.GetProperty("Values").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString());
        Settings["AzureWebJobsStorage"] = azurite.ConnectionString;
        Settings["Access__BootstrapKey"] = Key;
        Host = await WorkerHost.StartAsync(Published.Folder, Settings);
        http.BaseAddress = Host.BaseAddress;
    }

    /// <summary>Sends with an administrator's key.</summary>
    public Task<HttpAnswer> SendAsync(HttpMethod method, string path, string? json = null) =>
        SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), Key);

    /// <summary>Sends without a key.</summary>
    public Task<HttpAnswer> SendAsync(HttpMethod method, string path, HttpContent? content) => SendAsync(method, path, content, null);

    public Task<HttpAnswer> PushAsync(WeChatSender.Request push) =>
        SendAsync(HttpMethod.Post, "api/wechat?" + push.Query, new ByteArrayContent(push.Body) { Headers = { ContentType = new("text/xml") } }, null);

    /// <summary>Waits for a message the app has sent, takes it off the queue as host.json says, and gives it to its function.</summary>
    public async Task<StatusResult> DeliverNextAsync(string queue)
    {
        var client = new QueueClient(azurite.ConnectionString, queue);
        QueueMessage? message = null;
        await Eventually.TrueAsync(async () => (message = (await client.ReceiveMessageAsync()).Value) is not null, $"a message in {queue}");
        await client.DeleteMessageAsync(message!.MessageId, message.PopReceipt);
        return await Host.DeliverAsync(queue, MessageText.Decode(message, HostJson.Read(Published.PathOf("host.json")).Queues.IsBase64));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (Host is not null) await Host.DisposeAsync();
        if (azurite is not null) await azurite.DisposeAsync();
        Published?.Dispose();
    }

    private async Task OpenStoreAsync()
    {
        foreach (var table in StorageSchema.Tables) await new TableServiceClient(azurite.ConnectionString).CreateTableIfNotExistsAsync(table);
        foreach (var queue in StorageSchema.Queues) await new QueueClient(azurite.ConnectionString, queue).CreateIfNotExistsAsync();
    }

    private async Task<HttpAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.Add("x-functions-key", key);
        using var answer = await http.SendAsync(request);
        return await HttpAnswer.ReadAsync(answer);
    }
}

[CollectionDefinition(nameof(DeployableScene))]
public sealed class DeployableCollection : ICollectionFixture<DeployableScene>;
