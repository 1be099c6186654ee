using Microsoft.Extensions.DependencyInjection;

namespace Serverless.Tests.Host;

public sealed class KeyTests
{
    public static TheoryData<string, string?, string?, int> Requests()
    {
        var rows = new TheoryData<string, string?, string?, int> { { "admin/host/ping", null, null, 200 }, { "api/tea", "wrong", "wrong", 418 } };
        foreach (var path in new[] { "admin/functions", "admin/host/status" })
        {
            rows.Add(path, null, null, 401);
            rows.Add(path, "", null, 401);
            rows.Add(path, "wrong", null, 401);
            rows.Add(path, null, "wrong", 401);
            rows.Add(path, "the-ke", null, 401);
            rows.Add(path, "The-Key", null, 401);
            rows.Add(path, "the-key", null, 200);
            rows.Add(path, null, "the-key", 200);
            rows.Add(path, "the-key", "wrong", 200);
            rows.Add(path, "wrong", "the-key", 401);
        }
        return rows;
    }

    [Fact]
    public async Task The_hosts_own_routes_ask_for_the_master_key_and_the_header_wins_over_the_query()
    {
        using var test = new HostUnderTest { Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        foreach (var row in Requests())
        {
            var (path, header, query, status) = row.Data;
            using var request = new HttpRequestMessage(HttpMethod.Get, query is null ? path : $"{path}?code={query}");
            if (header is not null) request.Headers.TryAddWithoutValidation("x-functions-key", header);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(status == (int)answer.StatusCode, $"{path} header '{header}' query '{query}' gave {(int)answer.StatusCode}");
            if (status == 401) Assert.Equal("", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
