using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;

namespace Serverless.Tests.Unit.House;

/// <summary>The product as it registers itself, with the least settings; nothing of it is made.</summary>
internal sealed class ComposedProduct : IFunctionsWorkerApplicationBuilder
{
    public ComposedProduct() => this.ConfigureServerless(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["WeChat:AppId"] = "wxb11529c136998cb6",
        ["WeChat:AppSecret"] = "a secret",
        ["WeChat:Token"] = "token",
        ["WeChat:EncodingAESKey"] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
        ["WeChat:DefaultStation"] = "na001",
        ["Opinions:SenderPepper"] = "a pepper of enough letters",
    }).Build());

    public IServiceCollection Services { get; } = new ServiceCollection();

    public Settings Settings => (Settings)Services.Single(service => service.ServiceType == typeof(Settings)).ImplementationInstance!;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;
}
