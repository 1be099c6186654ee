using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Serverless.Benchmarks;

/// <summary>A WeChat that takes every template message at once.</summary>
internal sealed class PromptChannel : IAsyncDisposable
{
    private readonly WebApplication app;
    private int sent;

    private PromptChannel()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Address => app.Urls.First();

    /// <summary>How many messages it has taken.</summary>
    public int Sent => sent;

    public static async Task<PromptChannel> StartAsync()
    {
        var channel = new PromptChannel();
        await channel.app.StartAsync();
        return channel;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var isMessage = http.Request.Path == "/cgi-bin/message/template/send";
        await http.Request.Body.CopyToAsync(Stream.Null);
        await http.Response.WriteAsync(
            isMessage ? $$"""{"errcode":0,"errmsg":"ok","msgid":{{Interlocked.Increment(ref sent)}}}""" : """{"access_token":"token","expires_in":7200}""");
    }
}
