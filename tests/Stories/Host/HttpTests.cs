using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Serverless.Tests.Host;

public sealed class OncePerCall
{
    public Guid Id { get; } = Guid.NewGuid();
}

public sealed class HttpFunctions(Journal journal, OncePerCall once)
{
    [Function("Item")]
    public static IResult Item([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:guid}")] HttpRequest request, string id) => Results.Text($"item {id}");

    [Function("Line")]
    public Task<IResult> Line([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "orders/{number:int}/{name}.csv")] HttpRequest request, string number, string name, FunctionContext context, CancellationToken cancel) =>
        Task.FromResult(Results.Text($"{number} {name} {context.FunctionDefinition.Name} {context.GetHttpContext() == request.HttpContext} {cancel.CanBeCanceled}"));

    [Function("Maybe")]
    public static IResult Maybe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "maybe/{name?}")] HttpRequest request, string? name) => Results.Text($"{request.Method} {name ?? "nobody"}");

    [Function("Length")]
    public static async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "length")] HttpRequest request)
    {
        var length = 0;
        var part = new byte[1 << 16];
        while (await request.Body.ReadAsync(part) is > 0 and var read) length += read;
        return Results.Text($"{length}");
    }

    [Function("Broken")]
    public static Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest request) => throw new InvalidOperationException("secret reason", new FormatException("secret cause"));

    [Function("Tea")]
    public static IResult Tea([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tea")] HttpRequest request) => Results.Text("tea", statusCode: 418);

    [Function("Nothing")]
    public async Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request)
    {
        await Task.Yield();
        journal.Tell("nothing ran");
    }

    [Function("Once")]
    public async Task<IResult> Once([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "once")] HttpRequest request, FunctionContext context)
    {
        await Task.Yield();
        return Results.Text($"{once.Id} {ReferenceEquals(context.InstanceServices.GetRequiredService<OncePerCall>(), once)}");
    }
}

public sealed class HttpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Routes_parameters_and_results_follow_the_workers_rules()
    {
        using var test = new HostUnderTest { Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };

        Assert.Equal("item 00000000-0000-0000-0000-000000000001", await http.GetStringAsync("api/items/00000000-0000-0000-0000-000000000001", Cancel));
        Assert.Equal("17 镇东 Line True True", await http.GetStringAsync("API/Orders/17/%E9%95%87%E4%B8%9C.csv", Cancel));
        Assert.Equal("GET nobody", await http.GetStringAsync("api/maybe", Cancel));
        Assert.Equal("GET 李", await http.GetStringAsync("api/maybe/李?page=3", Cancel));
        using (var tea = await http.GetAsync("api/tea", Cancel)) Assert.Equal((418, "tea"), ((int)tea.StatusCode, await tea.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal("", await http.GetStringAsync("api/nothing", Cancel));
        Assert.Equal(["nothing ran"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_call_has_one_scope_of_its_own()
    {
        using var test = new HostUnderTest { Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        var first = await http.GetStringAsync("api/once", Cancel);
        Assert.EndsWith(" True", first);
        Assert.NotEqual(first, await http.GetStringAsync("api/once", Cancel));
    }

    [Theory]
    [InlineData("GET", "api/nowhere", 404)]
    [InlineData("GET", "items/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("GET", "api/items/1", 404)]
    [InlineData("DELETE", "api/tea", 404)]
    [InlineData("HEAD", "api/tea", 404)]
    [InlineData("OPTIONS", "api/tea", 404)]
    [InlineData("GET", "api/broken", 500)]
    public async Task What_no_function_answers_is_answered_without_a_word_as_the_real_host_does(string method, string path, int status)
    {
        using var test = new HostUnderTest { Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);
        Assert.Equal((status, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
        Assert.Empty(answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_body_of_any_size_reaches_the_function_which_has_the_limit()
    {
        using var test = new HostUnderTest { Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var answer = await http.PutAsync("api/length", new ByteArrayContent(new byte[31_000_000]), Cancel);
        Assert.Equal("31000000", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("", "tea")]
    [InlineData("v2/open", "v2/open/tea")]
    public async Task The_route_prefix_is_host_jsons(string prefix, string path)
    {
        using var test = new HostUnderTest { Extensions = $$""" "http": { "routePrefix": "{{prefix}}" } """, Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        Assert.Equal(418, (int)(await http.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Middleware_runs_in_order_around_the_function_and_may_answer_for_it()
    {
        using var test = new HostUnderTest();
        test.Compose = app =>
        {
            app.Services.AddScoped<OncePerCall>();
            app.UseMiddleware(async (context, next) =>
            {
                test.Journal.Tell("outer in");
                await next();
                test.Journal.Tell("outer out");
            });
            app.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException)
                {
                    test.Journal.Tell("inner caught");
                    await Results.Text("mended", statusCode: 503).ExecuteAsync(context.GetHttpContext()!);
                }
            });
        };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        using var answer = await http.GetAsync("api/broken", Cancel);
        Assert.Equal((503, "mended"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal(["outer in", "inner caught", "outer out"], test.Journal.Lines);
    }

    [Fact]
    public async Task What_the_host_prints_of_a_request_has_no_query_no_key_and_no_message_of_a_fault()
    {
        var output = new StringWriter();
        using var test = new HostUnderTest { Output = output, Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using (var host = await test.StartAsync(typeof(HttpFunctions)))
        {
            using var http = new HttpClient { BaseAddress = host.BaseAddress };
            http.DefaultRequestHeaders.Add("x-functions-key", "header-key");
            await http.GetAsync("api/maybe/a%0Ab?code=query-key&openid=somebody", Cancel);
            await http.GetAsync("api/broken", Cancel);
        }
        var lines = output.ToString().Split('\n');
        Assert.Single(lines, line => line.Contains(" GET /api/maybe/a%0Ab 200 "));
        var broken = Assert.Single(lines, line => line.Contains(" GET /api/broken 500 "));
        Assert.Contains("  InvalidOperationException at Serverless.Tests.Host.HttpFunctions.Broken < ", broken);
        Assert.EndsWith(" > FormatException", broken);
        Assert.DoesNotContain("secret", output.ToString());
        Assert.DoesNotContain("-key", output.ToString());
        Assert.DoesNotContain("somebody", output.ToString());
        Assert.Single(lines, line => line.StartsWith("Ready on http://localhost:"));
    }
}
