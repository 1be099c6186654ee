using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Serverless.Access;
using Serverless.Bot;
using Serverless.Local;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Stations;
using Serverless.WeChat;

namespace Serverless.Tests.Kit;

/// <summary>
/// The whole product in this process, composed as it is deployed, on the tests' emulator, with a clock that stands still.
/// Two of them are two instances on one store.
/// </summary>
public sealed class Product : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Front front;

    private Product(ServiceProvider services, WorkerPipeline pipeline) => (this.services, front) = (services, new Front(services, pipeline));

    public StorageCalls Calls { get; } = new();

    public StorageCut Cut { get; } = new();

    public FakeLoggerProvider Log { get; } = new();

    public ManualTime Time { get; } = new(DateTimeOffset.UtcNow);

    public WeChatSender WeChat => new(Get<WeChatOptions>());

    public static async Task<Product> OpenAsync(params (string Name, string Value)[] settings)
    {
        await ProductTables.OpenAsync();
        var values = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = await AzuriteFixture.ConnectionStringAsync(),
            ["WeChat:AppId"] = "wxb11529c136998cb6",
            ["WeChat:AppSecret"] = "test-app-secret",
            ["WeChat:Token"] = "testtoken",
            ["WeChat:EncodingAESKey"] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
            ["WeChat:DefaultStation"] = "na001",
            ["Opinions:SenderPepper"] = "a pepper of enough letters",
        };
        foreach (var (name, value) in settings) values[name.Replace("__", ":")] = value;
        return Compose(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A new object of a trigger's class, as the worker makes one for each invocation.</summary>
    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(services);

    public TableClient Table(string name) => Get<TableServiceClient>().GetTableClient(name);

    /// <summary>What the webhook answers to a push; a sealed reply is opened.</summary>
    public async Task<(int Status, string? Text)> PushAsync(WeChatSender.Request push)
    {
        var answer = await HttpCall.Post("/api/wechat?" + push.Query, push.Body, "text/xml").As(Call(Caller.Citizen)).To(request => Make<WeChatEndpoints>().Receive(request, CancellationToken.None));
        return (answer.Status, answer.Body.Length == 0 || answer.Text == "success" ? null : WeChat.Open(answer.Body));
    }

    public Task<HttpAnswer> CallAsync<T>(HttpCall call, Func<T, HttpRequest, Task<IResult>> endpoint) => call.As(Call()).To(request => endpoint(Make<T>(), request));

    /// <summary>Sends a request through the gate, its function and the audit, as a host does.</summary>
    public Task<HttpAnswer> SendAsync(HttpCall call) => call.Through(front.RunAsync);

    /// <summary>Asks the gate alone: the call it lets in, or null and what it answers.</summary>
    public async Task<(Call? Call, HttpAnswer Answer)> AskGateAsync(HttpCall call)
    {
        Call? let = null;
        var answer = await call.Through(async http => let = await front.AskGateAsync(http));
        return (let, answer);
    }

    /// <summary>The key of a machine of its own.</summary>
    public async Task<string> KeyAsync(string scope, params Role[] roles) =>
        (await Get<MachineHandler>().PutAsync(Call(), ProductTables.Name(), new MachineDraft(roles, scope), CancellationToken.None))
            .Refused(out var refusal, out var made) ? throw new InvalidOperationException(refusal.Code) : made.Value.Key!;

    /// <summary>A call of somebody who may do everything, or of another.</summary>
    public Call Call(Caller? caller = null) =>
        new(caller ?? new Caller("caller:test") { Roles = [Role.Administrator], Scopes = [Scope.District] }, Get<StationClock>().Now);

    /// <summary>A station of its own, stored.</summary>
    public async Task<Station> StationAsync()
    {
        var station = new Station(An.Id(ProductTables.StationId()), "花园路街道人大代表之家", StationKind.Home, "花园路街道");
        await Get<StationTable>().PutAsync(station, null, CancellationToken.None);
        return station;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Product Compose(IConfiguration configuration)
    {
        var pipeline = new WorkerPipeline(new ServiceCollection());
        ServiceProvider? built = null;
        pipeline.Services.AddLogging().AddSingleton(configuration);
        var product = new Lazy<Product>(() => new Product(built!, pipeline));
        pipeline.Services.AddSingleton<TimeProvider>(_ => product.Value.Time);
        pipeline.Services.AddSingleton<HttpPipelinePolicy>(_ => product.Value.Calls);
        pipeline.Services.AddSingleton<HttpPipelinePolicy>(_ => product.Value.Cut);
        pipeline.Services.AddSingleton<ILoggerProvider>(_ => product.Value.Log);
        pipeline.ConfigureServerless(configuration);
        built = pipeline.Services.BuildServiceProvider();
        return product.Value;
    }
}
