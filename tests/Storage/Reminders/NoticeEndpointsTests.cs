using System.Text.Json.Nodes;
using Serverless.Access;
using Serverless.Reminders;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Storage.Reminders;

[Collection(ReminderCollection.Name)]
public sealed class NoticeEndpointsTests(ReminderStorage storage)
{
    private static readonly Caller District = new("member:d") { Roles = [Role.District], Scopes = [Scope.District] };

    [Fact]
    public async Task Staff_see_who_was_told_of_an_occasion()
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.PeopleAsync("na017", 3, 1, follow: false);
        await scene.RemindAsync();
        await scene.ServeAsync();
        var answer = await GetAsync(scene, "?occasion=reception-20261220-na017", District);
        Assert.Equal(200, answer.Status);
        Assert.Equal(["sent", "sent", "failed"], answer.Items.Select(item => (string?)item!["status"]));
        Assert.Equal(
            ("na017-r001", "reception-20261220-na017", -7, "2026-12-13T08:00:00+08:00"),
            ((string?)answer.Items[0]!["recipientId"], (string?)answer.Items[0]!["occasion"], (int?)answer.Items[0]!["offsetDays"], (string?)answer.Items[0]!["sentAt"]));
        Assert.Equal("noChannel", (string?)answer.Items[2]!["failure"]!["code"]);
        Assert.True(((JsonObject)answer.Json).ContainsKey("continuation"));
        Assert.DoesNotContain("o-na017", answer.Text);
    }

    [Theory]
    [InlineData("?status=gone")]
    [InlineData("?status=Sent")]
    [InlineData("?status=1")]
    [InlineData("?occasion=20261220")]
    [InlineData("?occasion=reception-20261320-na017")]
    [InlineData("?occasion=party-20261220-na017")]
    [InlineData("?occasion=reception-20261220-na018&stationId=na017")]
    [InlineData("?stationId=NA")]
    [InlineData("?stationId=na017%27%20or%20PartitionKey%20ge%20%27")]
    [InlineData("?stationId=na017%0A")]
    [InlineData("?recipientId=r%201")]
    [InlineData("?top=0")]
    public async Task A_question_that_cannot_be_answered_is_400(string query)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        var answer = await GetAsync(scene, query, District);
        Assert.Equal((400, "queryInvalid"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("district", "", 200, 3)]
    [InlineData("district", "?recipientId=na017-r001", 200, 1)]
    [InlineData("district", "?stationId=na017", 200, 2)]
    [InlineData("street:花园路街道", "?stationId=na017", 200, 2)]
    [InlineData("street:花园路街道", "", 400, 0)]
    [InlineData("street:天坪镇", "?stationId=na017", 404, 0)]
    [InlineData("station:na017", "?stationId=na017", 200, 2)]
    [InlineData("station:na017", "?occasion=reception-20261220-na017&recipientId=na017-r002", 200, 1)]
    [InlineData("station:na017", "?stationId=na018", 404, 0)]
    [InlineData("station:na017", "?status=sent", 400, 0)]
    [InlineData("station:na017", "?stationId=na999", 404, 0)]
    [InlineData("person:na017-r001", "?stationId=na017", 200, 1)]
    [InlineData("person:na017-r001", "?stationId=na017&recipientId=na017-r001", 200, 1)]
    [InlineData("person:na017-r001", "?stationId=na017&recipientId=na017-r002", 404, 0)]
    [InlineData("person:na017-r001", "?stationId=na018", 200, 0)]
    [InlineData("person:na017-r001", "?recipientId=na017-r001", 400, 0)]
    [InlineData("unit:u1", "?stationId=na017", 404, 0)]
    public async Task A_caller_sees_the_stations_in_reach_or_what_is_his_own(string scope, string query, int status, int count)
    {
        await using var scene = await ReminderScene.StartAsync(storage, ReminderScene.At(13, 8, 0));
        await scene.StationAsync(people: 2);
        await scene.StationAsync("na018", people: 1);
        await scene.RemindAsync();
        await scene.ServeAsync();
        Assert.True(Scope.TryParse(scope, out var reach));
        var answer = await GetAsync(scene, query, new Caller("member:x") { Roles = [Role.Station], Scopes = [reach] });
        Assert.Equal((status, count), (answer.Status, status == 200 ? answer.Items.Count : 0));
        if (scope.StartsWith("person")) Assert.DoesNotContain("na017-r002", answer.Text);
    }

    private static Task<HttpAnswer> GetAsync(ReminderScene scene, string query, Caller caller) =>
        HttpCall.Get("/api/notices" + query).As(scene.Call(caller)).To(request => scene.Get<NoticeEndpoints>().List(request, default));
}
