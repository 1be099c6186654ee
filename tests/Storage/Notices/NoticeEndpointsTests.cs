using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Notices;
using Serverless.Tests.Storage.Reminders;

namespace Serverless.Tests.Storage.Notices;

[Collection(ReminderCollection.Name)]
public sealed class NoticeEndpointsTests(ReminderStorage storage)
{
    [Fact]
    public async Task Staff_see_who_was_told_of_an_occasion()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.PeopleAsync("na017", 3, 1, follow: false);
        await scene.RemindAsync();
        await scene.ServeAsync();
        var (status, body) = await GetAsync(scene, "?occasion=reception-20261220-na017");
        Assert.Equal(200, status);
        var items = body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["sent", "sent", "failed"], items.Select(item => item.GetProperty("status").GetString()));
        Assert.Equal("na017-r001", items[0].GetProperty("recipientId").GetString());
        Assert.Equal(-7, items[0].GetProperty("offsetDays").GetInt32());
        Assert.Equal("2026-12-13T08:00:00+08:00", items[0].GetProperty("sentAt").GetString());
        Assert.Equal("noChannel", items[2].GetProperty("failure").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("continuation").ValueKind);
        Assert.DoesNotContain("o-na017", body.GetRawText());
    }

    [Theory]
    [InlineData("?status=gone")]
    [InlineData("?occasion=20261220")]
    [InlineData("?stationId=NA")]
    [InlineData("?top=0")]
    public async Task A_question_that_cannot_be_answered_is_400(string query)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var (status, body) = await GetAsync(scene, query);
        Assert.Equal((400, "queryInvalid"), (status, body.GetProperty("code").GetString()));
    }

    private static async Task<(int Status, JsonElement Body)> GetAsync(ReminderScene scene, string query)
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) }, Response = { Body = new MemoryStream() } };
        var answer = await scene.Get<NoticeEndpoints>().List(context.Request, default);
        await answer.ExecuteAsync(context);
        return (context.Response.StatusCode, JsonDocument.Parse(Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray())).RootElement);
    }
}
