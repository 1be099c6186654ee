using System.Reflection;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.StandIns;

/// <summary>What the service says when it says no.</summary>
[Covers(typeof(TableErrorCode))]
public sealed class ErrorTests
{
    [Fact]
    public async Task Code_and_sentence_come_from_the_body()
    {
        const string Body = """{"odata.error":{"code":"PropertyValueTooLarge","message":{"lang":"en-US","value":"Too large.\nRequestId:x"}}}""";
        var failure = await FailureAsync(CannedServer.Answer(400, Body));
        Assert.Equal((400, "PropertyValueTooLarge"), (failure.Status, failure.ErrorCode));
        Assert.StartsWith("Too large.", failure.Message);
        Assert.Equal(400, failure.GetRawResponse()!.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("""{"error":"other"}""")]
    [InlineData("""{"odata.error":{"message":"no code"}}""")]
    [InlineData("""{"odata.error":""")]
    [InlineData("[]")]
    public async Task A_body_that_no_service_sends_is_still_the_status(string body) =>
        Assert.Equal(403, (await FailureAsync(CannedServer.Answer(403, body))).Status);

    [Fact]
    public async Task Where_the_body_tells_no_code_the_header_does() =>
        Assert.Equal("AuthorizationFailure", (await FailureAsync(CannedServer.Answer(403, "<Error/>", "x-ms-error-code: AuthorizationFailure"))).ErrorCode);

    [Fact]
    public async Task Too_large_a_property_is_told()
    {
        var table = await AzuriteFixture.TableAsync();
        await Failing.WithAsync(400, "PropertyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = new string('区', 32769) }));
        Assert.Equal(204, (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = new string('区', 32768) })).Status);
    }

    [Fact]
    public void A_code_equals_its_text_in_any_case()
    {
        TableErrorCode code = "EntityAlreadyExists";
        Assert.True(code == TableErrorCode.EntityAlreadyExists && code.Equals((object)new TableErrorCode("entityalreadyexists")));
        Assert.True(code == "EntityAlreadyExists" && "EntityAlreadyExists" == code && code != "Other" && "Other" != code);
        Assert.True(code != TableErrorCode.TableNotFound && code != null && null != code);
        Assert.Equal(code.GetHashCode(), TableErrorCode.EntityAlreadyExists.GetHashCode());
        Assert.Equal("EntityAlreadyExists", code.ToString());
    }

    [Fact]
    public void Every_code_is_named_as_the_service_names_it() =>
        Assert.All(
            typeof(TableErrorCode).GetProperties(BindingFlags.Public | BindingFlags.Static),
            code => Assert.Equal(code.Name, code.GetValue(null)!.ToString()));

    private static async Task<RequestFailedException> FailureAsync(string answer)
    {
        await using var server = CannedServer.With(answer);
        var table = new TableClient(server.Address, "t1x", new TableSharedKeyCredential("a", "a2V5"));
        return await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
    }
}
