using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Local.WeChat;

/// <summary>Serves the fake API and the phones; their requests are no functions' and make no lines in the host's output.</summary>
public sealed class PhoneFront(FakeWeChatApi api, PhoneDesk desk)
{
    private const int MostText = 2000;

    public void Map(WebApplication app)
    {
        app.Use(next => http => IsOurs(http.Request.Path) && http.GetEndpoint()?.RequestDelegate is { } answer ? answer(http) : next(http));
        api.Map(app);
        app.MapGet("/phones", (RequestDelegate)ShelfAsync);
        app.MapPost("/phones/new", Act((http, _) => Task.FromResult(desk.Phones.Add())));
        app.MapGet("/phones/open", Act((http, _) => Task.FromResult(http.Request.Query["openId"].ToString())));
        app.MapGet("/phones/phones.css", Asset("phones.css", "text/css; charset=utf-8"));
        app.MapGet("/phones/phones.js", Asset("phones.js", "text/javascript; charset=utf-8"));
        app.MapGet("/phones/{openId}", (RequestDelegate)ScreenAsync);
        app.MapGet("/phones/{openId}/lines", (RequestDelegate)(http => HtmlAsync(http, PhonePage.Lines(desk.Phones.Find(OpenId(http))))));
        app.MapPost("/phones/{openId}/text", Act(async (http, form) => await Then(http, form["text"].ToString().Trim() is { Length: > 0 and <= MostText } text ? desk.WriteAsync(OpenId(http), text, http.RequestAborted) : Task.CompletedTask)));
        app.MapPost("/phones/{openId}/scan", Act(async (http, form) => await Then(http, Scene(form) is { } scene ? desk.ScanAsync(OpenId(http), scene, http.RequestAborted) : Task.CompletedTask)));
        app.MapPost("/phones/{openId}/follow", Act(async (http, _) => await Then(http, desk.FollowAsync(OpenId(http), true, http.RequestAborted))));
        app.MapPost("/phones/{openId}/unfollow", Act(async (http, _) => await Then(http, desk.FollowAsync(OpenId(http), false, http.RequestAborted))));
    }

    // Looked at for every request of the host: two letters tell almost all others apart.
    private static bool IsOurs(PathString path) => path.Value is ['/', 'c' or 'p', ..] && (path.StartsWithSegments("/cgi-bin") || path.StartsWithSegments("/phones"));

    /// <summary>Does something and shows the phone whose openid comes of it. Not from other sites' pages, which a browser marks.</summary>
    private static RequestDelegate Act(Func<HttpContext, IFormCollection, Task<string>> act) => async http =>
    {
        var refused = http.Request.Headers["Sec-Fetch-Site"] == "cross-site" ? StatusCodes.Status403Forbidden
            : http.Request.RouteValues["openId"] is string named && !IsOpenId(named) ? StatusCodes.Status404NotFound : 0;
        if (refused > 0)
        {
            http.Response.StatusCode = refused;
            return;
        }

        var openId = await act(http, http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = IsOpenId(openId) ? $"/phones/{openId}" : "/phones";
    };

    private static async Task<string> Then(HttpContext http, Task act)
    {
        await act;
        return OpenId(http);
    }

    private async Task ShelfAsync(HttpContext http)
    {
        await StockAsync(http);
        await HtmlAsync(http, PhonePage.Shelf(desk.Phones.Shelf));
    }

    private async Task ScreenAsync(HttpContext http)
    {
        var openId = OpenId(http);
        if (!IsOpenId(openId))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (stations, people) = await StockAsync(http);
        await HtmlAsync(http, PhonePage.Screen(desk.Phones.Find(openId), stations, people));
    }

    /// <summary>Puts out the phones of three citizens and of the first station's people, as far as there are some.</summary>
    private async Task<(List<Station> Stations, List<Representative> People)> StockAsync(HttpContext http)
    {
        var stations = await http.RequestServices.GetRequiredService<StationTable>().AllAsync(http.RequestAborted);
        var people = stations is [var first, ..] ? await http.RequestServices.GetRequiredService<RepresentativeTable>().OfStationAsync(first.StationId, http.RequestAborted) : [];
        foreach (var (id, name) in new[] { ("phone-citizen-1", "市民 王阿姨"), ("phone-citizen-2", "市民 李师傅"), ("phone-citizen-3", "市民 小陈") }) desk.Phones.Put(id, name, follows: false);
        foreach (var person in people.Where(person => IsOpenId(person.OpenId ?? "")).Take(3)) desk.Phones.Put(person.OpenId!, $"代表 {person.Name}", follows: true);
        return (stations, people);
    }

    private static Task HtmlAsync(HttpContext http, string html)
    {
        var headers = http.Response.Headers;
        (headers.ContentSecurityPolicy, headers.XContentTypeOptions, headers.CacheControl) = (PhonePage.Policy, "nosniff", "no-store");
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html, Encoding.UTF8);
    }

    private static RequestDelegate Asset(string name, string type) => async http =>
    {
        http.Response.ContentType = type;
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    };

    private static string? Scene(IFormCollection form) =>
        new[] { form["scene"].ToString().Trim(), form["code"].ToString() }.FirstOrDefault(text => text.Length is > 0 and <= 64);

    private static string OpenId(HttpContext http) => (string)http.Request.RouteValues["openId"]!;

    private static bool IsOpenId(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
