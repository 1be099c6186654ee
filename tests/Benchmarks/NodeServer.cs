using System.Text.Json;
using Serverless.Local;
using Serverless.Tests.Kit;

namespace Serverless.Benchmarks;

/// <summary>The same service as it is commonly built in Node: wechat-crypto and @azure/data-tables.</summary>
internal static class NodeServer
{
    public const string TableName = "NodeOpinions";

    public static async Task<Server> StartAsync(string connection)
    {
        await Npm.InstallAsync();
        var source = await File.ReadAllTextAsync(Path.Combine(Published.Sources, "node", "server.mjs"));
        var process = Node.Start(Npm.Folder, ["--input-type=module", "--eval", source]);
        var options = Account.Options;
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { connection, table = TableName, token = options.Token, key = options.EncodingAESKey, appId = options.AppId }));
        await process.StandardInput.FlushAsync();
        return await Server.ReadyAsync(process, "ready :");
    }
}
