using System.Text.Json.Nodes;
using Serverless.Access;
using Serverless.Stations;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private Product product = null!;
    private Station station = null!;
    private string staff = null!;

    private string Path => $"/api/stations/{station.StationId}";

    public async ValueTask InitializeAsync()
    {
        product = await Product.OpenAsync(("Access__BootstrapKey", "the-bootstrap-key"));
        station = await product.StationAsync();
        staff = await product.KeyAsync("district", Role.District);
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_write_and_a_read_of_contacts_are_written_down_the_newest_first()
    {
        Assert.Equal(200, (await SendAsync(Put())).Status);
        product.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await SendAsync(HttpCall.Get(Path + "?code=not-written-down"))).Status);
        var rows = await RowsAsync($"subject={Path}");
        Assert.Equal(["GetStation", "PutStation"], rows.Select(row => (string?)row["action"]));
        Assert.All(rows, row => Assert.Equal((Path, 200), ((string?)row["subject"], (int)row["status"]!)));
        Assert.All(rows, row => Assert.StartsWith("caller:", (string?)row["actor"]));
        Assert.EndsWith("+08:00", (string?)rows[0]["at"]);
    }

    [Fact]
    public async Task What_was_refused_changed_nothing_and_is_not_written_down()
    {
        Assert.Equal(400, (await SendAsync(HttpCall.Put(Path, "{}"))).Status);
        Assert.Equal(404, (await SendAsync(HttpCall.Get(Path + "0"))).Status);
        Assert.Equal(401, (await product.SendAsync(HttpCall.Get(Path))).Status);
        Assert.Empty(await RowsAsync($"subject={Path}"));
    }

    [Fact]
    public async Task Who_sees_no_contacts_reads_without_a_line_and_without_its_storage_call()
    {
        var key = await product.KeyAsync("district", Role.Dashboard);
        Task<HttpAnswer> ReadAsync() => product.SendAsync(HttpCall.Get(Path).With("x-functions-key", key));
        await ReadAsync();
        product.Calls.Clear();
        Assert.Equal(200, (await ReadAsync()).Status);
        Assert.Equal(1, product.Calls.Made);
        Assert.Empty(await RowsAsync($"subject={Path}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_cannot_be_written_down_is_not_answered_and_asking_again_is_safe(bool isWrite)
    {
        HttpCall Call() => isWrite ? Put() : HttpCall.Get(Path);
        await SendAsync(Call());
        product.Calls.Clear();
        await SendAsync(Call());
        product.Cut.At(product.Calls.Made, afterIt: false);
        var answer = await SendAsync(Call());
        Assert.True(product.Cut.Done);
        Assert.Equal((503, "storageUnavailable"), (answer.Status, answer.Code));
        Assert.DoesNotContain(station.Name, answer.Text);
        product.Cut.Heal();
        Assert.Equal(200, (await SendAsync(Call())).Status);
        Assert.Equal(3, (await RowsAsync($"subject={Path}")).Count);
    }

    [Fact]
    public async Task Anonymous_routes_leave_no_line()
    {
        await product.SendAsync(HttpCall.Get("/api/health"));
        Assert.Empty(await RowsAsync("subject=/api/health"));
    }

    [Fact]
    public async Task Lines_are_asked_for_by_days_and_actor_page_by_page()
    {
        var actor = "caller:" + staff.Split('.')[0];
        for (var i = 0; i < 3; i++)
        {
            await SendAsync(HttpCall.Get(Path));
            product.Time.Advance(TimeSpan.FromDays(1));
        }

        var (today, first) = (product.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)), product.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddDays(-3));
        Assert.Equal(3, (await RowsAsync($"actor={actor}")).Count);
        Assert.Single(await RowsAsync($"actor={actor}&from={first:yyyy-MM-dd}&to={first:yyyy-MM-dd}"));
        Assert.Empty(await RowsAsync($"actor={actor}&from={today:yyyy-MM-dd}"));
        Assert.Empty(await RowsAsync("actor=caller:nobody"));
        Assert.Equal(3, (await RowsAsync($"actor={actor}", top: 1)).Count);
    }

    [Theory]
    [InlineData("from=2026-01-01&to=2026-11-01")]
    [InlineData("from=yesterday")]
    [InlineData("who=me")]
    public async Task Other_questions_are_refused(string query) => Assert.Equal("queryInvalid", (await SendAsync(HttpCall.Get("/api/audit?" + query), "the-bootstrap-key")).Code);

    [Fact]
    public async Task Only_auditors_read_it() => Assert.Equal(403, (await SendAsync(HttpCall.Get("/api/audit"))).Status);

    private HttpCall Put() => HttpCall.Put(Path, $$"""{"name":"{{station.Name}}","kind":"home","street":"{{station.Street}}"}""");

    private Task<HttpAnswer> SendAsync(HttpCall call, string? key = null) => product.SendAsync(call.With("x-functions-key", key ?? staff));

    private async Task<List<JsonNode>> RowsAsync(string query, int top = 1000)
    {
        var rows = new List<JsonNode>();
        for (var continuation = ""; ;)
        {
            var page = await SendAsync(HttpCall.Get($"/api/audit?{query}&top={top}{continuation}"), "the-bootstrap-key");
            Assert.Equal(200, page.Status);
            rows.AddRange(page.Items!);
            if ((string?)page.Json["continuation"] is not { } next) return rows;
            continuation = $"&continuation={next}";
        }
    }
}
