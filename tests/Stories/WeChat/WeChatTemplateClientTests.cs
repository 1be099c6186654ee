using System.Diagnostics;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Stories.WeChat;

/// <summary>The template client against the fake WeChat API: what it does about each answer, on a clock that only the test moves.</summary>
public sealed class WeChatTemplateClientTests : IAsyncLifetime
{
    private const string Sends = "/cgi-bin/message/template/send";
    private const string Tokens = "/cgi-bin/stable_token";
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(5);

    private readonly ManualTime clock = new(new DateTimeOffset(2026, 12, 20, 8, 0, 20, TimeSpan.FromHours(8)));
    private FakeWeChatApi fake = null!;
    private WeChatApiClient api = null!;
    private WeChatTokenClient tokens = null!;
    private WeChatTemplateClient client = null!;

    public async ValueTask InitializeAsync()
    {
        fake = await FakeWeChatApi.StartAsync(time: clock);
        Use("local-app-secret");
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await fake.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_accepted_with_WeChats_number_and_arrives_as_written()
    {
        var accepted = Is(WeChatReaction.None, await SendAsync("oA"));
        var delivery = Assert.Single(fake.Deliveries);
        Assert.Equal(delivery.MsgId, accepted.MsgId);
        Assert.Equal(("oA", "t1", "n-oA", "接待日😀"), (delivery.ToUser, delivery.TemplateId, delivery.ClientMsgId, delivery.Data["thing1"]));
        Assert.All(fake.Calls, call => Assert.DoesNotContain("\\u", call.Body));
    }

    [Fact]
    public async Task Fifty_messages_at_once_ask_for_one_token()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => SendAsync($"o{index}")));
        Assert.Equal((1, 50), (fake.CountOf(Tokens), fake.Deliveries.Count));
    }

    [Theory]
    [InlineData(40001)]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task A_refused_token_is_replaced_once_for_all_and_every_message_goes_out(int code)
    {
        fake.RefuseFirstToken(code);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => SendAsync($"o{index}")));
        Assert.All(results, result => Is(WeChatReaction.None, result));
        Assert.Equal((2, 20), (fake.TokensIssued, fake.Deliveries.Count));
    }

    [Fact]
    public async Task A_revoked_token_that_WeChat_hands_out_again_is_forced_to_change()
    {
        await SendAsync("oA");
        fake.EndToken(40001, staysStable: true);
        Is(WeChatReaction.None, await SendAsync("oB"));
        var asked = fake.Calls.Where(call => call.Path == Tokens).Select(call => call.Body.Contains("\"force_refresh\":true")).ToList();
        Assert.Equal([false, false, true], asked);
    }

    [Fact]
    public async Task A_call_is_repeated_once_for_its_token_and_not_for_ever()
    {
        fake.FailSends(WeChatFault.Code(40001), WeChatFault.Code(42001), WeChatFault.Code(40001));
        Is(WeChatReaction.RefreshToken, await SendAsync("oA"));
        Assert.Equal(2, fake.CountOf(Sends));
    }

    [Fact]
    public async Task A_token_that_another_call_has_replaced_is_not_given_up_again()
    {
        var first = await tokens.GetAsync(CancellationToken.None);
        fake.EndToken();
        tokens.Invalidate(first.Value!);
        var second = await tokens.GetAsync(CancellationToken.None);
        tokens.Invalidate(first.Value!);
        Assert.Same(second, await tokens.GetAsync(CancellationToken.None));
        Assert.NotEqual(first.Value, second.Value);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        await SendAsync("oA");
        clock.Advance(TimeSpan.FromSeconds(7200 - 300 - 61));
        await SendAsync("oB");
        Assert.Equal(1, fake.CountOf(Tokens));
        clock.Advance(TimeSpan.FromSeconds(61));
        await SendAsync("oC");
        Assert.Equal((2, 3), (fake.CountOf(Tokens), fake.Deliveries.Count));
    }

    [Fact]
    public async Task Busy_is_repeated_after_1_2_4_and_8_seconds_less_some_jitter()
    {
        fake.FailSends(Enumerable.Repeat(WeChatFault.Code(-1), 4).ToArray());
        var sending = SendAsync("oA");
        var waits = new List<double>();
        for (var retry = 0; retry < 4; retry++) waits.Add((await PassDelayAsync()).TotalSeconds);
        Is(WeChatReaction.None, await sending);
        Assert.Equal(5, fake.CountOf(Sends));
        Assert.All(waits.Zip([1.0, 2, 4, 8]), pair => Assert.InRange(pair.First, pair.Second * 0.5, pair.Second * 0.9));
    }

    [Fact]
    public async Task Busy_for_all_five_tries_means_later()
    {
        fake.FailSends(Enumerable.Repeat(WeChatFault.Code(-1), 9).ToArray());
        var began = clock.GetUtcNow();
        var sending = SendAsync("oA");
        for (var retry = 0; retry < 4; retry++) await PassDelayAsync();
        Assert.Equal(-1, Is(WeChatReaction.RetryLater, await sending).Error.Code);
        Assert.Equal(5, fake.CountOf(Sends));
        Assert.True(clock.GetUtcNow() - began < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_message_that_went_out_under_a_busy_answer_arrives_once()
    {
        fake.FailSends(WeChatFault.AfterSending(WeChatFault.Code(-1)));
        var sending = SendAsync("oA");
        await PassDelayAsync();
        var accepted = Is(WeChatReaction.None, await sending);
        Assert.Equal(accepted.MsgId, Assert.Single(fake.Deliveries).MsgId);
    }

    [Fact]
    public async Task A_message_that_went_out_without_an_answer_arrives_once()
    {
        await tokens.GetAsync(CancellationToken.None);
        fake.FailSends(WeChatFault.AfterSending(WeChatFault.Hang));
        var sending = SendAsync("oA");
        await PassTimeoutAsync(1);
        await PassDelayAsync();
        Is(WeChatReaction.None, await sending);
        Assert.Equal((1, 2), (fake.Deliveries.Count, fake.CountOf(Sends)));
    }

    [Fact]
    public async Task A_page_with_status_500_or_no_JSON_is_repeated()
    {
        fake.FailSends(WeChatFault.Http500, WeChatFault.NotJson);
        var sending = SendAsync("oA");
        await PassDelayAsync();
        await PassDelayAsync();
        Is(WeChatReaction.None, await sending);
    }

    [Fact]
    public async Task Silence_is_given_up_after_15_seconds()
    {
        await tokens.GetAsync(CancellationToken.None);
        fake.FailSends(Enumerable.Repeat(WeChatFault.Hang, 5).ToArray());
        var began = clock.GetUtcNow();
        var sending = SendAsync("oA");
        await PassTimeoutAsync(1);
        await PassDelayAsync();
        await PassTimeoutAsync(2);
        await PassDelayAsync();
        await Eventually.TrueAsync(() => fake.CountOf(Sends) == 3, "the third try");
        clock.Advance(OneTry);
        Assert.Null(Is(WeChatReaction.RetryLater, await sending).Error.Code);
        Assert.True(clock.GetUtcNow() - began < TimeSpan.FromSeconds(18.1));
    }

    [Fact]
    public async Task A_server_that_is_away_means_later_and_never_a_fault()
    {
        await fake.DisposeAsync();
        var sending = SendAsync("oA");
        for (var retry = 0; retry < 4; retry++) await PassDelayAsync();
        Assert.Null(Is(WeChatReaction.RetryLater, await sending).Error.Code);
    }

    [Theory]
    [InlineData(40003, WeChatReaction.DropRecipient)]
    [InlineData(43004, WeChatReaction.DropRecipient)]
    [InlineData(43019, WeChatReaction.Suppress)]
    [InlineData(43101, WeChatReaction.Suppress)]
    [InlineData(48002, WeChatReaction.Suppress)]
    [InlineData(40037, WeChatReaction.ConfigurationError)]
    [InlineData(43116, WeChatReaction.ConfigurationError)]
    [InlineData(48001, WeChatReaction.ConfigurationError)]
    [InlineData(40033, WeChatReaction.ContentBug)]
    [InlineData(47003, WeChatReaction.ContentBug)]
    [InlineData(45015, WeChatReaction.UseAnotherChannel)]
    public async Task What_would_fail_again_is_sent_once_and_refused_for_good(int code, WeChatReaction reaction)
    {
        fake.FailSendsTo("oA", WeChatFault.Code(code));
        var refused = Is(reaction, await SendAsync("oA"));
        Assert.Equal((code, 1), (refused.Error.Code, fake.CountOf(Sends)));
        Assert.DoesNotContain("oA", refused.Error.Reason);
    }

    [Theory]
    [InlineData(45009, WeChatReaction.StopUntilTomorrow)]
    [InlineData(45011, WeChatReaction.WaitAMinute)]
    [InlineData(43117, WeChatReaction.DeferRecipient)]
    [InlineData(99999, WeChatReaction.RetryLater)]
    public async Task What_may_go_out_later_is_sent_once_and_says_so(int code, WeChatReaction reaction)
    {
        fake.FailSends(WeChatFault.Code(code));
        Assert.Equal((code, 1), (Is(reaction, await SendAsync("oA")).Error.Code, fake.CountOf(Sends)));
    }

    [Fact]
    public async Task What_WeChat_has_already_counts_as_accepted()
    {
        fake.FailSends(WeChatFault.Code(40241));
        Assert.Null(Is(WeChatReaction.TreatAsDuplicate, await SendAsync("oA")).MsgId);
    }

    [Theory]
    [InlineData(40001)]
    [InlineData(40125)]
    [InlineData(40164)]
    [InlineData(40243)]
    public async Task A_wrong_account_is_told_at_once_and_not_asked_about_by_every_message(int code)
    {
        fake.FailTokens(WeChatFault.Code(code));
        var results = new List<WeChatSent>();
        for (var index = 0; index < 5; index++) results.Add(await SendAsync($"o{index}"));
        Assert.All(results, result => Is(WeChatReaction.ConfigurationError, result));
        Assert.Equal((1, 0), (fake.CountOf(Tokens), fake.CountOf(Sends)));
        clock.Advance(TimeSpan.FromMinutes(1));
        Is(WeChatReaction.None, await SendAsync("oA"));
    }

    [Fact]
    public async Task A_wrong_secret_is_a_matter_of_configuration()
    {
        api.Dispose();
        Use("another-secret");
        Assert.Equal(40125, Is(WeChatReaction.ConfigurationError, await SendAsync("oA")).Error.Code);
    }

    [Fact]
    public async Task A_token_request_that_fails_in_passing_means_later()
    {
        fake.FailTokens(Enumerable.Repeat(WeChatFault.NotJson, 5).ToArray());
        var sending = SendAsync("oA");
        for (var retry = 0; retry < 4; retry++) await PassDelayAsync();
        Is(WeChatReaction.RetryLater, await sending);
        Is(WeChatReaction.None, await SendAsync("oA"));
    }

    [Fact]
    public async Task After_many_failures_WeChat_is_left_alone_for_a_while()
    {
        await tokens.GetAsync(CancellationToken.None);
        fake.FailSends(Enumerable.Repeat(WeChatFault.Http500, 200).ToArray());
        var sending = Enumerable.Range(0, 20).Select(index => SendAsync($"o{index}")).ToList();
        while (sending.Any(one => !one.IsCompleted)) await PassDelayOfAsync(sending);
        Assert.All(await Task.WhenAll(sending), result => Is(WeChatReaction.RetryLater, result));
        // Twenty messages of five tries each would have been a hundred.
        Assert.InRange(fake.CountOf(Sends), 19, 60);
        await AssertLeftAloneAsync(fake.CountOf(Sends));
        clock.Advance(TimeSpan.FromSeconds(16));
        var before = fake.CountOf(Sends);
        var again = SendAsync("oZ");
        await Eventually.TrueAsync(() => fake.CountOf(Sends) == before + 1, "one call after the pause");
        while (!again.IsCompleted) await PassDelayOfAsync([again]);
    }

    [Fact]
    public async Task At_most_32_calls_are_under_way_at_once()
    {
        await tokens.GetAsync(CancellationToken.None);
        var hold = fake.Hold();
        var sending = Enumerable.Range(0, 100).Select(index => SendAsync($"o{index}")).ToList();
        await Eventually.TrueAsync(() => fake.CountOf(Sends) == 32, "32 calls");
        hold.Dispose();
        await Task.WhenAll(sending);
        Assert.Equal((32, 100), (fake.MostAtOnce, fake.Deliveries.Count));
    }

    [Fact]
    public async Task Who_gives_up_does_not_spoil_the_token_for_the_others()
    {
        using var impatience = new CancellationTokenSource();
        var hold = fake.Hold();
        var impatient = client.SendAsync(Message("oA"), impatience.Token);
        var patient = SendAsync("oB");
        await Eventually.TrueAsync(() => fake.CountOf(Tokens) == 1, "the request for a token");
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        hold.Dispose();
        Is(WeChatReaction.None, await patient);
        Assert.Equal(1, fake.CountOf(Tokens));
    }

    [Fact]
    public async Task No_listener_of_the_runtime_sees_a_call_whose_address_holds_the_token()
    {
        var seen = new List<string>();
        using var listeners = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == "HttpHandlerDiagnosticListener")
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(pair => { lock (seen) seen.Add($"{pair.Value}"); }));
        }));
        await SendAsync("oA");
        lock (seen) Assert.DoesNotContain(seen, text => text.Contains(fake.BaseUrl) || text.Contains("access_token"));
    }

    private bool IsInDelay => clock.Pending is { Count: 2 } pending && !pending.Contains(OneTry);

    // Under way are one delay and the whole call's 15 seconds; the clock stands still, so a try still has exactly its 5.
    private TimeSpan Delay => clock.Pending[0];

    private async Task<TimeSpan> PassDelayAsync()
    {
        await Eventually.TrueAsync(() => IsInDelay, "a delay between two tries");
        var delay = Delay;
        clock.Advance(delay);
        return delay;
    }

    private async Task PassDelayOfAsync(IReadOnlyCollection<Task> sending)
    {
        var done = sending.Count(one => one.IsCompleted);
        await Eventually.TrueAsync(
            () => sending.Count(one => one.IsCompleted) > done || clock.Pending.Count == 2 * (sending.Count - done) && !clock.Pending.Contains(OneTry), "delays of all or an end");
        if (sending.Count(one => one.IsCompleted) == done) clock.Advance(Delay);
    }

    private async Task AssertLeftAloneAsync(int calls)
    {
        Is(WeChatReaction.RetryLater, await SendAsync("oZ"));
        Assert.Equal(calls, fake.CountOf(Sends));
    }

    private async Task PassTimeoutAsync(int calls)
    {
        await Eventually.TrueAsync(() => fake.CountOf(Sends) == calls && clock.Pending.Contains(OneTry), $"try {calls}");
        clock.Advance(OneTry);
    }

    private void Use(string secret)
    {
        var options = new WeChatOptions
        {
            AppId = "wxb11529c136998cb6", AppSecret = secret, Token = "localtoken", DefaultStation = An.Id("na001"), ApiBaseUrl = fake.BaseUrl,
        };
        api = new(options, clock);
        tokens = new(api, options, clock);
        client = new(api, tokens);
    }

    // Real seconds: a client that waits for a clock no one moves any more fails and does not hang.
    private Task<WeChatSent> SendAsync(string openId) =>
        client.SendAsync(Message(openId), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));

    private static WeChatSent Is(WeChatReaction reaction, WeChatSent sent)
    {
        Assert.Equal(reaction, sent.Error.Reaction);
        return sent;
    }

    private static WeChatTemplateMessage Message(string openId) => new(openId, "t1", "n-" + openId, [new("thing1", "接待日😀"), new("time2", "2026年12月20日 09:00")]);

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
