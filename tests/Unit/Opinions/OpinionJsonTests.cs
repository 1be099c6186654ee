using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Platform;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class OpinionJsonTests
{
    [Fact]
    public void What_tells_senders_apart_never_leaves_the_service()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(An.Opinion(), Json.Options))!.AsObject();
        Assert.True(json.ContainsKey("number"));
        Assert.All(["senderKey", "sourceKey"], name => Assert.False(json.ContainsKey(name)));
    }
}
