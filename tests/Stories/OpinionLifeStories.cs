using System.Xml.Linq;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Stories;

/// <summary>An opinion from a citizen's phone to its end, over HTTP.</summary>
public sealed class OpinionLifeStories(OpinionLifeStories.Scene scene) : IClassFixture<OpinionLifeStories.Scene>
{
    private const string Words = "小区门口的路灯坏了😀，晚上看不见路。";

    private readonly string citizen = ProductTables.Name();

    private StoryHost Host => scene.Host;

    [Fact]
    public async Task A_push_of_every_peer_becomes_one_opinion_however_often_it_comes_and_wxcrypt_reads_its_number()
    {
        var station = await BindAsync();
        var xml = Message("6054768590064713001");
        var (first, again) = (await WeChatPeers.SealAsync(xml, "first"), await WeChatPeers.SealAsync(xml, "again"));
        // The same bytes twice, then the same message sealed anew, by each peer in turn.
        var pushes = WeChatPeers.Names.SelectMany(peer => new[] { first[peer], first[peer], again[peer] });
        var replies = new List<HttpAnswer>();
        foreach (var push in pushes) replies.Add(await Host.DeliverAsync(push));
        Assert.All(replies, reply => Assert.Equal((200, "text/xml; charset=utf-8"), (reply.Status, (string?)reply.Headers.ContentType)));

        var read = await WeChatPeers.OpenAsync("wxcrypt", replies.Select(reply => reply.Body));
        Assert.Equal(replies.Count, read.Count);
        var reply = XElement.Parse(Assert.Single(read.Distinct()));
        Assert.Equal((citizen, WeChatSender.Account, "text"), (reply.Element("ToUserName")!.Value, reply.Element("FromUserName")!.Value, reply.Element("MsgType")!.Value));

        var number = StoryHost.NumberIn(reply.Element("Content")!.Value);
        Assert.Equal(number, (string?)Assert.Single(await Host.AllAsync($"api/stations/{station}/opinions"))["number"]);
        var opinion = await Host.GetAsync($"api/opinions/{number}");
        Assert.Equal((Words, "wechat", "received", station), (Of(opinion, "content"), Of(opinion, "channel"), Of(opinion, "status"), Of(opinion, "stationId")));
        Assert.Single((await Host.GetAsync($"api/opinions/{number}/history")).Items);
    }

    [Fact]
    public async Task Each_message_of_each_peer_is_an_opinion_of_its_own()
    {
        var station = await BindAsync();
        foreach (var peer in WeChatPeers.Names)
            Assert.Equal(200, (await Host.DeliverAsync((await WeChatPeers.SealAsync(Message($"605476859006471410{WeChatPeers.Names.ToList().IndexOf(peer)}"), "n1"))[peer])).Status);
        Assert.Equal(3, (await Host.AllAsync($"api/stations/{station}/opinions")).Count);
    }

    [Fact]
    public async Task The_public_sees_how_far_it_is_and_nothing_a_person_wrote_or_is()
    {
        await BindAsync();
        var number = await SayAsync();
        Assert.Equal(200, (await MoveAsync(number, "answer", """{"text":"已安排维修，王师傅负责。"}""")).Status);
        var answer = await Host.SendAsync(HttpMethod.Get, $"api/public/opinions/{number}", null, ("x-functions-key", ""));
        Assert.Equal((200, "answered"), (answer.Status, Of(answer, "status")));
        Assert.All(["路灯", "维修", "王师傅", citizen, "content", "sender", "reply"], word => Assert.DoesNotContain(word, answer.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal((401, "keyMissing"), await CodeAsync(Host.SendAsync(HttpMethod.Get, $"api/opinions/{number}", null, ("x-functions-key", ""))));
    }

    [Fact]
    public async Task What_names_or_reaches_the_sender_is_masked_everywhere_and_shown_in_full_on_request_which_is_noted()
    {
        var station = await Host.StationAsync();
        var made = await Host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"井盖松动，请打13812345678，身份证500108199003071234","senderName":"李某","senderPhone":"13900001111"}""");
        var number = Of(made, "number")!;
        var texts = new[] { made.Text, (await Host.GetAsync($"api/opinions/{number}")).Text, (await Host.GetAsync($"api/stations/{station}/opinions")).Text, (await Host.GetAsync($"api/opinions?station={station}")).Text };
        Assert.All(texts, text => Assert.DoesNotMatch("13812345678|13900001111|500108199003071234", text));
        Assert.All(texts, text => Assert.Contains("139****1111", text));
        Assert.Equal("""["idCard","phone"]""", made.Json["masked"]!.ToJsonString());
        var contact = await Host.GetAsync($"api/opinions/{number}/contact");
        Assert.Equal(("13900001111", "井盖松动，请打13812345678，身份证500108199003071234"), (Of(contact, "phone"), Of(contact, "content")));
        Assert.NotEmpty((await Host.GetAsync($"api/audit?subject=/api/opinions/{number}/contact")).Items);
        var bot = (string)(await Host.PutAsync("api/callers/asking", """{"roles":["bot"],"scope":"district"}""")).Json["key"]!;
        Assert.Equal(403, (await Host.SendAsync(HttpMethod.Get, $"api/opinions/{number}/contact", null, ("x-functions-key", bot))).Status);
    }

    [Fact]
    public async Task Who_guesses_at_numbers_is_soon_told_nothing_any_more()
    {
        await BindAsync();
        var number = await SayAsync();
        Task<HttpAnswer> LookAsync(string typed, string from) => Host.SendAsync(HttpMethod.Get, $"api/public/opinions/{typed}", null, ("x-functions-key", ""), ("X-Forwarded-For", from));
        for (var i = 0; i < 20; i++) Assert.Equal(404, (await LookAsync($"NA017-261125-0000{i:D4}", "198.51.100.77")).Status);
        var refused = await LookAsync(number, "198.51.100.77");
        Assert.Equal((429, "lookupTooFrequent"), (refused.Status, refused.Code));
        Assert.InRange(int.Parse((string)refused.Headers.RetryAfter!), 1, 60);
        Assert.Equal(200, (await LookAsync(number, "198.51.100.78")).Status);
    }

    [Fact]
    public async Task It_is_answered_and_closed_and_nothing_out_of_turn_is_let_through()
    {
        await BindAsync();
        var number = await SayAsync();
        Assert.Equal((409, "moveNotAllowed"), await CodeAsync(MoveAsync(number, "close", "{}")));
        Assert.Equal("answered", Of(await MoveAsync(number, "answer", """{"text":"今晚派人修好。"}"""), "status"));
        Assert.Equal((409, "moveNotAllowed"), await CodeAsync(MoveAsync(number, "answer", """{"text":"再答一次"}""")));
        Assert.Equal("closed", Of(await MoveAsync(number, "close", ""), "status"));
        var another = await SayAsync();
        foreach (var (move, body) in new[] { ("answer", """{"text":"再答"}"""), ("close", "{}"), ("withdraw", "{}"), ("reject", """{"reason":"重复","channel":"12345"}"""), ("merge", $$"""{"into":"{{another}}"}""") })
            Assert.Equal((409, "moveNotAllowed"), await CodeAsync(MoveAsync(number, move, body)));
        Assert.Equal((404, "actionUnknown"), await CodeAsync(MoveAsync(number, "delete", "{}")));

        var closed = await Host.GetAsync($"api/opinions/{number}");
        Assert.Equal(("closed", "今晚派人修好。"), (Of(closed, "status"), Of(closed, "reply")));
        var history = (await Host.GetAsync($"api/opinions/{number}/history")).Items.Select(entry => ((string?)entry!["action"], (string?)entry["to"], (string?)entry["actor"]));
        Assert.Equal([("receive", "received", "citizen"), ("answer", "answered", "administrator"), ("close", "closed", "administrator")], history);
    }

    [Fact]
    public async Task It_is_merged_into_another_open_one_of_its_station_only()
    {
        await BindAsync();
        var (number, target) = (await SayAsync(), await SayAsync());
        var elsewhere = await AddAsync(await Host.StationAsync());
        Assert.Equal((409, "mergeTargetInvalid"), await CodeAsync(MoveAsync(number, "merge", $$"""{"into":"{{number}}"}""")));
        Assert.Equal((409, "mergeTargetInvalid"), await CodeAsync(MoveAsync(number, "merge", $$"""{"into":"{{elsewhere}}"}""")));
        Assert.Equal((400, "fieldsInvalid"), await CodeAsync(MoveAsync(number, "merge", """{"into":"NA017-0000000001"}""")));
        var merged = await MoveAsync(number, "merge", $$"""{"into":"{{target}}"}""");
        Assert.Equal((200, "merged", target), (merged.Status, Of(merged, "status"), Of(merged, "mergedInto")));
        Assert.Equal((409, "mergeTargetInvalid"), await CodeAsync(MoveAsync(target, "merge", $$"""{"into":"{{number}}"}""")));
        Assert.Contains(target, await Host.SayAsync(citizen, number));
    }

    [Fact]
    public async Task Who_was_merged_reads_the_answer_under_his_own_number_and_ends_only_his_own()
    {
        var station = await BindAsync();
        var neighbour = ProductTables.Name();
        await Host.ScanAsync(neighbour, $"s.{station}");
        var (number, target) = (await SayAsync(), StoryHost.NumberIn(await Host.SayAsync(neighbour, "路灯不亮")));
        await MoveAsync(number, "merge", $$"""{"into":"{{target}}"}""");
        await MoveAsync(target, "answer", """{"text":"今晚派人修好。"}""");
        Assert.Contains("今晚派人修好", await Host.SayAsync(citizen, number));
        var merged = await Host.GetAsync($"api/opinions/{number}");
        Assert.Equal(("merged", target, "answered"), (Of(merged, "status"), (string?)merged.Json["follows"]!["number"], (string?)merged.Json["follows"]!["status"]));
        Assert.Equal("answered", (string?)(await Host.SendAsync(HttpMethod.Get, $"api/public/opinions/{number}", null, ("x-functions-key", ""))).Json["follows"]!["status"]);

        Assert.Contains("已撤回", await Host.SayAsync(neighbour, $"撤回 {target}"));
        Assert.Equal(("withdrawn", "answered"), (Of(await Host.GetAsync($"api/opinions/{target}"), "status"), Of(await Host.GetAsync($"api/opinions/{number}"), "status")));
        Assert.Contains("今晚派人修好", await Host.SayAsync(citizen, number));
        Assert.Contains("已撤回", await Host.SayAsync(citizen, $"撤回 {number}"));
    }

    [Fact]
    public async Task A_clerks_slip_is_undone_until_the_citizen_has_read_it()
    {
        await BindAsync();
        var number = await SayAsync();
        await MoveAsync(number, "reject", """{"reason":"点错了","channel":"12345"}""");
        Assert.Equal("received", Of(await MoveAsync(number, "correct", """{"reason":"点错了按钮"}"""), "status"));
        await MoveAsync(number, "answer", """{"text":"本周修好。"}""");
        Assert.Contains("本周修好", await Host.SayAsync(citizen, number));
        Assert.Equal((409, "alreadyReliedOn"), await CodeAsync(MoveAsync(number, "correct", """{"reason":"写错了"}""")));
        Assert.Equal(["receive", "reject", "correct", "answer"], (await Host.GetAsync($"api/opinions/{number}/history")).Items.Select(entry => (string?)entry!["action"]));
    }

    [Fact]
    public async Task Category_and_place_are_set_by_staff_and_are_journaled()
    {
        await BindAsync();
        var number = await SayAsync();
        var set = await PatchAsync(number, """{"category":"市政","place":"花园路3号"}""");
        Assert.Equal((200, "市政", "花园路3号", "received"), (set.Status, Of(set, "category"), Of(set, "place"), Of(set, "status")));
        Assert.Equal((412, "preconditionFailed"), await CodeAsync(PatchAsync(number, """{"category":"环境"}""", ("If-Match", "W/\"0\""))));
        Assert.Equal((400, "fieldsInvalid"), await CodeAsync(PatchAsync(number, "{}")));
        Assert.Equal((400, "bodyInvalid"), await CodeAsync(PatchAsync(number, """{"status":"closed"}""")));
        Assert.Null((await PatchAsync(number, """{"place":""}""")).Json["place"]);
        Assert.Equal(["receive", "describe", "describe"], (await Host.GetAsync($"api/opinions/{number}/history")).Items.Select(entry => (string?)entry!["action"]));

        Task<HttpAnswer> PatchAsync(string opinion, string body, params (string, string)[] headers) =>
            Host.SendAsync(HttpMethod.Patch, $"api/opinions/{opinion}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), headers);
    }

    [Fact]
    public async Task A_representative_of_another_station_is_refused_and_a_receptions_visitors_without_a_name_are_not_limited()
    {
        var (station, elsewhere, person) = (await Host.StationAsync(), await Host.StationAsync(), ProductTables.Name());
        await Host.PutAsync($"api/representatives/{person}", $$"""{"name":"李明","roles":["districtDeputy"],"stationIds":["{{elsewhere}}"]}""");
        Assert.Equal((409, "representativeElsewhere"), await CodeAsync(Host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"井盖","representativeId":"{{person}}"}""")));
        for (var i = 0; i < 25; i++)
            Assert.Equal(201, (await Host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"第{{i}}位来访","channel":"reception","senderName":"匿名"}""")).Status);
    }

    [Fact]
    public async Task It_is_rejected_only_with_a_reason_and_a_place_to_go_which_the_citizen_is_told()
    {
        await BindAsync();
        var number = await SayAsync();
        var blank = await MoveAsync(number, "reject", "{}");
        Assert.Equal((400, "fieldsInvalid"), (blank.Status, blank.Code));
        Assert.Equal(["channel", "reason"], blank.Blames);
        Assert.Equal("rejected", Of(await MoveAsync(number, "reject", """{"reason":"正在诉讼中","channel":"区人民法院诉讼服务中心"}"""), "status"));
        var told = await Host.SayAsync(citizen, number);
        Assert.Contains("正在诉讼中", told);
        Assert.Contains("区人民法院诉讼服务中心", told);
        var stranger = await Host.SayAsync(ProductTables.Name(), number);
        Assert.DoesNotContain("诉讼", stranger);
    }

    [Fact]
    public async Task Of_two_writers_at_once_one_wins_and_the_other_is_told()
    {
        await BindAsync();
        for (var round = 0; round < 5; round++)
        {
            var number = await SayAsync();
            var moves = await Task.WhenAll(
                MoveAsync(number, "answer", """{"text":"已答复"}"""), MoveAsync(number, "reject", """{"reason":"重复","channel":"12345"}"""), MoveAsync(number, "withdraw", "{}"));
            // A withdrawal may follow an answer, which is no conflict; all else excludes each other.
            var history = (await Host.GetAsync($"api/opinions/{number}/history")).Items;
            Assert.Equal(moves.Count(move => move.Status == 200), history.Count - 1);
            Assert.All(moves, move => Assert.True(move.Status is 200 || move is { Status: 409, Code: "writeConflict" or "moveNotAllowed" }, move.Text));
            Assert.Contains(moves, move => move.Status == 200);
            Assert.Contains(moves, move => move.Status == 409);
            Assert.Equal(Of(await Host.GetAsync($"api/opinions/{number}"), "status"), (string?)history[^1]!["to"]);
        }
    }

    [Fact]
    public async Task Who_writes_over_what_he_has_not_read_is_refused()
    {
        await BindAsync();
        var number = await SayAsync();
        var tag = (await Host.GetAsync($"api/opinions/{number}")).Tag!;
        Assert.Equal(200, (await MoveAsync(number, "answer", """{"text":"已修"}""", ("If-Match", tag))).Status);
        Assert.Equal((412, "preconditionFailed"), await CodeAsync(MoveAsync(number, "close", "{}", ("If-Match", tag))));
        Assert.Equal(200, (await MoveAsync(number, "close", "{}", ("If-Match", (await Host.GetAsync($"api/opinions/{number}")).Tag!))).Status);
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repeat_answer_the_first_result()
    {
        var station = await Host.StationAsync();
        var body = $$"""{"stationId":"{{station}}","content":"井盖松动","senderName":"李某","senderPhone":"13800000000"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Host.PostAsync("api/opinions", body, ("Idempotency-Key", "k-1"))));
        Assert.Equal([200, 200, 200, 200, 200, 201], answers.Select(answer => answer.Status).Order());
        var number = Assert.Single(answers.Select(answer => Of(answer, "number")).Distinct())!;
        Assert.Equal($"/api/opinions/{number}", (string?)answers.Single(answer => answer.Status == 201).Headers.Location);
        Assert.Single(await Host.AllAsync($"api/stations/{station}/opinions"));

        var first = await MoveAsync(number, "answer", """{"text":"已修"}""", ("Idempotency-Key", "m-1"));
        Assert.Equal(200, (await MoveAsync(number, "close", "{}")).Status);
        var again = await MoveAsync(number, "answer", """{"text":"已修"}""", ("Idempotency-Key", "m-1"));
        Assert.Equal((200, first.Text, first.Tag), (again.Status, again.Text, again.Tag));
        Assert.Equal((422, "idempotencyKeyReused"), await CodeAsync(MoveAsync(number, "answer", """{"text":"别的答复"}""", ("Idempotency-Key", "m-1"))));
        Assert.Equal(3, (await Host.GetAsync($"api/opinions/{number}/history")).Items.Count);
        Assert.NotEqual(number, Of(await Host.PostAsync("api/opinions", body, ("Idempotency-Key", "k-2")), "number"));

        var elsewhere = body.Replace(station, await Host.StationAsync());
        Assert.Equal((422, "idempotencyKeyReused"), await CodeAsync(Host.PostAsync("api/opinions", elsewhere, ("Idempotency-Key", "k-1"))));
    }

    [Fact]
    public async Task Of_many_bodies_under_one_key_at_once_one_is_taken_and_the_others_hear_so()
    {
        var station = await Host.StationAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"第{{i}}条"}""", ("Idempotency-Key", "many"))));
        Assert.Equal((1, 11), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer is { Status: 422, Code: "idempotencyKeyReused" })));
        Assert.Single(await Host.AllAsync($"api/stations/{station}/opinions"));
    }

    [Fact]
    public async Task A_repeat_of_who_may_no_longer_know_the_opinion_is_not_answered()
    {
        var number = Of(await Host.PostAsync("api/opinions", $$"""{"stationId":"{{await Host.StationAsync()}}","content":"井盖松动","senderName":"李某","senderPhone":"13800000000"}"""), "number")!;
        var clerk = (string)(await Host.PutAsync("api/callers/leaving", """{"roles":["station"],"scope":"district"}""")).Json["key"]!;
        async Task<HttpAnswer> AnswerAsync() => await Host.PostAsync($"api/opinions/{number}/answer", """{"text":"已修"}""", ("x-functions-key", clerk), ("Idempotency-Key", "leave-1"));
        Assert.Equal(200, (await AnswerAsync()).Status);
        Assert.Equal(200, (await Host.PutAsync("api/callers/leaving", """{"roles":["bot"],"scope":"district"}""")).Status);
        Assert.Equal(404, (await AnswerAsync()).Status);
    }

    [Fact]
    public async Task However_a_number_is_typed_its_key_and_its_audit_are_the_same()
    {
        var number = Of(await Host.PostAsync("api/opinions", $$"""{"stationId":"{{await Host.StationAsync()}}","content":"井盖松动"}"""), "number")!;
        var first = await Host.PostAsync($"api/opinions/{number}/answer", """{"text":"已修"}""", ("Idempotency-Key", "typed"));
        var again = await Host.PostAsync($"aPi/Opinions/{number.Replace("-", "").ToLowerInvariant()}/answer", """{"text":"已修"}""", ("Idempotency-Key", "typed"));
        Assert.Equal((200, first.Text), (again.Status, again.Text));
        Assert.Equal(2, (await Host.GetAsync($"api/audit?subject=/api/opinions/{number}/answer")).Items.Count);
    }

    [Fact]
    public async Task A_program_without_a_right_to_contacts_hears_none_in_the_answer_to_what_it_handed_in()
    {
        var key = (string)(await Host.PutAsync("api/callers/handing", """{"roles":["bot"],"scope":"district"}""")).Json["key"]!;
        var made = await Host.PostAsync("api/opinions", $$"""{"stationId":"{{await Host.StationAsync()}}","content":"井盖松动","senderName":"李某","senderPhone":"13800000000"}""", ("x-functions-key", key));
        Assert.Equal(201, made.Status);
        var withdrawn = await Host.PostAsync($"api/opinions/{Of(made, "number")}/withdraw", "{}", ("x-functions-key", key));
        Assert.Equal(200, withdrawn.Status);
        Assert.All([made, withdrawn], answer => Assert.DoesNotContain("sender", answer.Text));
    }

    [Fact]
    public async Task What_narrows_a_list_is_refused_when_it_stands_there_twice()
    {
        Assert.Equal((400, "queryInvalid"), await CodeAsync(Host.GetAsync($"api/stations/{await Host.StationAsync()}/opinions?status=closed&status=withdrawn")));
        Assert.Equal((400, "queryInvalid"), await CodeAsync(Host.GetAsync("api/notices?stationId=na001&stationId=na002")));
    }

    [Fact]
    public async Task The_citizen_asks_for_it_finds_it_among_his_own_and_takes_it_back()
    {
        await BindAsync();
        Assert.Contains("还没有提交", await Host.SayAsync(citizen, "我的意见"));
        var number = await SayAsync();
        Assert.Contains("已收到", await Host.SayAsync(citizen, $"查询{number.ToLowerInvariant()}"));
        await Eventually.TrueAsync(async () => (await Host.SayAsync(citizen, "我的意见")).Contains(number), "the sender's own list to hold the opinion", 60);
        var stranger = ProductTables.Name();
        Assert.Contains("没有找到", await Host.SayAsync(stranger, $"撤回{number}"));
        Assert.Contains("还没有提交", await Host.SayAsync(stranger, "我的意见"));
        Assert.Contains("撤回", await Host.SayAsync(citizen, $"撤回 {number}"));
        Assert.Equal("withdrawn", Of(await Host.GetAsync($"api/opinions/{number}"), "status"));
        Assert.Contains("撤回", await Host.SayAsync(citizen, $"撤回 {number}"));
        Assert.Equal(2, (await Host.GetAsync($"api/opinions/{number}/history")).Items.Count);
    }

    [Fact]
    public async Task A_flood_of_one_sender_is_stopped_with_a_sentence_and_with_429_for_staff()
    {
        var station = await BindAsync();
        for (var i = 0; i < 20; i++) await SayAsync();
        Assert.Contains("还没有提交", await Host.SayAsync(citizen, "第二十一条"));
        Assert.Equal(20, (await Host.AllAsync($"api/stations/{station}/opinions")).Count);
        var body = $$"""{"stationId":"{{station}}","content":"井盖松动","senderPhone":"138{{Random.Shared.Next(10000000, 99999999)}}"}""";
        var answers = new List<HttpAnswer>();
        for (var i = 0; i < 21; i++) answers.Add(await Host.PostAsync("api/opinions", body));
        Assert.All(answers.SkipLast(1), answer => Assert.Equal(201, answer.Status));
        Assert.Equal((429, "senderTooFrequent"), (answers[^1].Status, answers[^1].Code));
        Assert.InRange(int.Parse(answers[^1].Headers.RetryAfter.ToString()), 3000, 3600);
    }

    private async Task<string> BindAsync()
    {
        var station = await Host.StationAsync();
        Assert.Contains("花园路街道人大代表之家", await Host.ScanAsync(citizen, $"s.{station}"));
        return station;
    }

    private async Task<string> SayAsync() => StoryHost.NumberIn(await Host.SayAsync(citizen, Words));

    private async Task<string> AddAsync(string station) =>
        Of(await Host.PostAsync("api/opinions", $$"""{"stationId":"{{station}}","content":"另一件事"}"""), "number")!;

    private Task<HttpAnswer> MoveAsync(string number, string move, string body, params (string Name, string Value)[] headers) =>
        Host.PostAsync($"api/opinions/{number}/{move}", body, headers);

    private string Message(string msgId) =>
        WeChatSender.Message(citizen, DateTimeOffset.UtcNow, "text", $"<Content><![CDATA[{Words}]]></Content><MsgId>{msgId}</MsgId>");

    private static string? Of(HttpAnswer answer, string name) => (string?)answer.Json[name];

    private static async Task<(int Status, string? Code)> CodeAsync(Task<HttpAnswer> call)
    {
        var answer = await call;
        return (answer.Status, answer.Code);
    }

    public sealed class Scene : IAsyncLifetime
    {
        private StoryStore store = null!;

        public StoryHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            store = await StoryStore.OpenAsync();
            Host = await StoryHost.StartAsync(store);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await store.DisposeAsync();
        }
    }
}
