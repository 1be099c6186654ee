using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage;

/// <summary>
/// The storage client sends a write again when its answer was lost, and meets what it wrote itself: the entity tag it asks for is
/// gone. That is no other writer's doing, and the caller hears that it is done.
/// </summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private Product product = null!;

    public async ValueTask InitializeAsync() => product = await Product.OpenAsync(("Access__BootstrapKey", "the-bootstrap-key"));

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Theory]
    [InlineData("callers", """{"roles":["bot"],"scope":"district"}""", """{"roles":["auditor"],"scope":"district"}""")]
    [InlineData("members", """{"name":"张三","identities":["aad:ID-1"],"roles":["station"],"scopes":["district"]}""", """{"name":"张三","identities":["aad:ID-2"],"roles":["station"],"scopes":["district"]}""")]
    [InlineData("stations", """{"name":"花园站","kind":"station","street":"花园街道","staff":[{"name":"张三"}]}""", """{"name":"金山站","kind":"station","street":"花园街道"}""")]
    [InlineData("representatives", """{"name":"张三","roles":["deliberation"],"stationIds":[],"phone":"13800000000"}""", """{"name":"李四","roles":["districtDeputy"],"stationIds":[]}""")]
    public async Task A_write_whose_answer_was_lost_has_succeeded_and_gives_the_tag_of_what_stands_there(string kind, string first, string then)
    {
        var id = ProductTables.StationId();
        first = first.Replace("ID", id);
        then = then.Replace("ID", id);
        Assert.Equal(201, (await PutLosingAsync(kind, id, first)).Status);
        var changed = await PutLosingAsync(kind, id, then);
        Assert.Equal(200, changed.Status);
        Assert.Equal(200, (await product.SendAsync(Put(kind, id, first).With("If-Match", changed.Tag!))).Status);
    }

    private async Task<HttpAnswer> PutLosingAsync(string kind, string id, string json)
    {
        product.Cut.LoseWrite();
        var answer = await product.SendAsync(Put(kind, id, json));
        Assert.True(product.Cut.Done);
        return answer;
    }

    private static HttpCall Put(string kind, string id, string json) => HttpCall.Put($"/api/{kind}/{id}", json).With("x-functions-key", "the-bootstrap-key");
}
