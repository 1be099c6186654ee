using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Serverless.Tests.Kit;
using Serverless.WeChat;

namespace Serverless.Tests.Stories;

/// <summary>What attackers do to the webhook (wechat 5.1 and 5.2), over HTTP, to an account in each mode.</summary>
public sealed class WebhookAttackStories(WebhookAttackStories.Scene scene) : IClassFixture<WebhookAttackStories.Scene>
{
    private const string Token = "localtoken";
    private const string AppId = "wxb11529c136998cb6";
    private const string Key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private const string Forged = "伪造的意见";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly string citizen = ProductTables.Name();

    [Fact]
    public async Task Everything_that_is_not_sealed_signed_fresh_and_for_this_account_gets_the_same_empty_401()
    {
        var good = scene.Secure.Text(citizen, Forged);
        var attacks = new Dictionary<string, WeChatSender.Request>
        {
            ["forged from a seen query"] = new(Signed(), Xml(citizen)),
            ["forged from the query of a sealed push"] = good with { Body = Xml(citizen) },
            ["a sealed query with another's seal"] = good with { Body = scene.Secure.Text(citizen, Forged).Body },
            ["downgraded to raw"] = new(Signed() + "&encrypt_type=raw", Xml(citizen)),
            ["no msg_signature"] = good with { Query = Without(good.Query, "msg_signature") },
            ["encrypt_type raw beside a seal"] = good with { Query = good.Query.Replace("encrypt_type=aes", "encrypt_type=raw") },
            ["an empty seal under the URL's signature"] = Bare($"<xml><FromUserName>x</FromUserName><Encrypt></Encrypt><Content>{Forged}</Content></xml>"),
            ["another account's seal"] = Sealed(citizen, "wx0000000000000000"),
            ["another token"] = Sealed(citizen, AppId, token: "othertoken"),
            ["another key"] = Sealed(citizen, AppId, key: new string('a', 43)),
            ["a letter of the seal changed"] = good with { Body = Changed(good.Body) },
            ["the seal cut short"] = good with { Body = good.Body[..^40] },
            ["the seal cut to nothing"] = good with { Body = [] },
            ["ten minutes old"] = Sealed(citizen, AppId, at: DateTimeOffset.UtcNow.AddMinutes(-10)),
            ["ten minutes ahead"] = Sealed(citizen, AppId, at: DateTimeOffset.UtcNow.AddMinutes(10)),
            ["a digit moved from the timestamp to the nonce"] = MovedDigit(),
            ["two nonces"] = good with { Query = good.Query + "&nonce=1320562132" },
            ["two signatures"] = good with { Query = good.Query + "&msg_signature=" + new string('0', 40) },
            ["two timestamps in other letters"] = good with { Query = good.Query + "&Timestamp=1" },
            ["an upper-case signature"] = good with { Query = Upper(good.Query) },
            ["no query"] = good with { Query = "" },
            ["not UTF-8"] = good with { Body = [.. "<xml><Encrypt>"u8, 0xC3, 0x28, .. "</Encrypt></xml>"u8] },
            ["UTF-16"] = good with { Body = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(good.Body))).ToArray() },
            ["JSON"] = good with { Body = """{"Encrypt":"x"}"""u8.ToArray() },
            ["two seals"] = good with { Body = Twice(good.Body) },
            ["an outside entity"] = Bare("""<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Encrypt>&f;</Encrypt></xml>"""),
            ["an outside DTD"] = Bare("""<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd"><xml><Encrypt>x</Encrypt></xml>"""),
            ["an entity bomb"] = Bare("""<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><Encrypt>&c;</Encrypt></xml>"""),
            ["deep"] = Bare(string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000))),
            ["an entity inside the seal"] = Sealed("""<!DOCTYPE xml [<!ENTITY f "x">]><xml><ToUserName>a</ToUserName><FromUserName>&f;</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId></xml>"""),
            ["no message inside the seal"] = Sealed("<xml></xml>"),
            ["no XML inside the seal"] = Sealed("hello"),
        };
        await GetNothingAsync(scene.Secure, attacks);
        await GetNothingAsync(scene.Compatible, attacks);
    }

    [Fact]
    public async Task A_plain_account_takes_signed_plain_pushes_only()
    {
        var sealedPush = scene.Secure.Text(citizen, Forged);
        await GetNothingAsync(scene.Plain, new()
        {
            ["sealed"] = sealedPush,
            ["sealed, without saying so"] = sealedPush with { Query = Without(Without(sealedPush.Query, "msg_signature"), "encrypt_type") },
            ["unsigned"] = new("", Xml(citizen)),
            ["wrongly signed"] = new(Signed("othertoken"), Xml(citizen)),
            ["stale"] = new(Signed(at: DateTimeOffset.UtcNow.AddMinutes(-10)), Xml(citizen)),
            ["without a message"] = new(Signed(), "<xml/>"u8.ToArray()),
            ["an outside entity"] = new(Signed(), """<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml>&f;</xml>"""u8.ToArray()),
        });
        Assert.Contains("受理编号", await scene.Plain.SayAsync(citizen, "路灯坏了"));
    }

    [Fact]
    public async Task A_compatible_account_reads_the_sealed_half_of_a_push_only()
    {
        var push = scene.Compatible.Text(citizen, "路灯坏了");
        var said = Encoding.UTF8.GetString(push.Body);
        Assert.Contains("路灯坏了", said);
        var reply = await scene.Compatible.DeliverAsync(push with { Body = Encoding.UTF8.GetBytes(said.Replace("路灯坏了", Forged)) });
        var number = StoryHost.NumberIn(scene.Compatible.WeChat.Open(reply.Body));
        Assert.Equal("路灯坏了", (string?)(await scene.Compatible.GetAsync($"api/opinions/{number}")).Json["content"]);
    }

    [Fact]
    public async Task Who_sends_too_much_gets_413_with_a_length_and_without_one()
    {
        var before = await scene.Store.SnapshotAsync();
        var big = new byte[64 * 1024 + 1];
        foreach (var host in scene.Hosts)
        {
            Assert.Equal(413, (await host.PushAsync(Signed(), new ByteArrayContent(big))).Status);
            using var chunked = new StreamContent(new EndlessStream(big.Length * 4));
            Assert.Equal(413, (await host.PushAsync(Signed(), chunked)).Status);
        }

        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    [Fact]
    public async Task A_push_that_breaks_off_stores_nothing()
    {
        var before = await scene.Store.SnapshotAsync();
        var push = scene.Secure.Text(citizen, Forged);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(scene.Secure.BaseAddress.Host, scene.Secure.BaseAddress.Port, Cancel);
            await using var stream = client.GetStream();
            var head = $"POST /api/wechat?{push.Query} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {push.Body.Length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
            await stream.WriteAsync(push.Body.AsMemory(0, push.Body.Length - 1), Cancel);
            client.Client.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain(" 200 ", await AnswerAsync(stream));
        }

        Assert.Equal(before, await scene.Store.SnapshotAsync());
        Assert.Contains("受理编号", await scene.Secure.SayAsync(citizen, "之后的意见照常收到"));
    }

    [Fact]
    public async Task The_URL_check_gives_back_only_what_is_signed_and_only_as_text()
    {
        foreach (var host in scene.Hosts)
        {
            var echo = await host.GetAsync($"api/wechat?{Signed()}&echostr=5927046212345");
            Assert.Equal((200, "5927046212345"), (echo.Status, echo.Text));
            Assert.StartsWith("text/plain", echo.Headers.ContentType.ToString());
            Assert.Equal("nosniff", echo.Headers.XContentTypeOptions.ToString());
            foreach (var query in new[]
            {
                "echostr=5927046212345", $"{Signed("othertoken")}&echostr=5927046212345", Signed(), $"{Signed()}&echostr=%3Cscript%3Ealert(1)%3C/script%3E",
                $"{Signed()}&echostr=1&echostr=2", $"{Signed()}&echostr=", Signed().Replace("nonce=n", "nonce=n%20"),
            })
                Assert.Equal((401, ""), await StatusAsync(host.GetAsync($"api/wechat?{query}")));
        }
    }

    [Fact]
    public async Task Emoji_line_breaks_and_markup_are_stored_as_they_were_written_and_control_characters_are_not()
    {
        const string Words = "路灯😀👨‍👩‍👧坏了\n=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> & \"引号\"";
        var number = StoryHost.NumberIn(await scene.Secure.SayAsync(citizen, Words));
        var opinion = await scene.Secure.GetAsync($"api/opinions/{number}");
        Assert.Equal((Words, "nosniff"), ((string?)opinion.Json["content"], opinion.Headers.XContentTypeOptions.ToString()));
        Assert.StartsWith("application/json", opinion.Headers.ContentType.ToString());
        Assert.Contains("还没有提交", await scene.Secure.SayAsync(citizen, new string('路', 2001)));
        Assert.Contains("受理编号", await scene.Secure.SayAsync(citizen, new string('路', 2000)));
    }

    /// <summary>What comes back before the end; a host may also just hang up.</summary>
    private static async Task<string> AnswerAsync(Stream stream)
    {
        try
        {
            return await new StreamReader(stream).ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private async Task GetNothingAsync(StoryHost host, Dictionary<string, WeChatSender.Request> attacks)
    {
        var before = await scene.Store.SnapshotAsync();
        var got = new List<string>();
        foreach (var (name, attack) in attacks)
        {
            var answer = await host.PushAsync(attack);
            if (answer is not { Status: 401, Body.Length: 0 }) got.Add($"{name}: {answer.Status} {answer.Text}");
        }

        Assert.Empty(got);
        Assert.Equal(before, await scene.Store.SnapshotAsync());
    }

    private static string Signed(string token = Token, DateTimeOffset? at = null)
    {
        var timestamp = Seconds(at);
        return $"signature={WeChatSignature.Compute(token, timestamp, "n1")}&timestamp={timestamp}&nonce=n1";
    }

    private static WeChatSender.Request Sealed(string openId, string appId, string token = Token, string key = Key, DateTimeOffset? at = null) =>
        new WeChatSender(new WeChatOptions { AppId = appId, AppSecret = "s", Token = token, EncodingAESKey = key, DefaultStation = An.Id("na001") })
            .Text(openId, Forged, 1, at ?? DateTimeOffset.UtcNow);

    private WeChatSender.Request Sealed(string xml) => scene.Secure.WeChat.Push(xml, DateTimeOffset.UtcNow);

    /// <summary>The XML as it is, under the signature of a URL check: what an empty seal would have to be signed with.</summary>
    private static WeChatSender.Request Bare(string xml)
    {
        var query = Signed();
        return new($"{query}&encrypt_type=aes&msg_{query.Split('&')[0]}", Encoding.UTF8.GetBytes(xml));
    }

    // The nonce 132 and the timestamp 1766188790 are the same digits in a row as 1321 and 766188790.
    private static WeChatSender.Request MovedDigit()
    {
        while (true)
        {
            var (push, timestamp) = (Sealed("oA", AppId), Seconds(null));
            var encrypt = Encoding.UTF8.GetString(push.Body).Split("<Encrypt><![CDATA[")[1].Split("]]>")[0];
            var signature = WeChatSignature.Compute(Token, timestamp, "132", encrypt);
            // A seal that begins with a digit may sort between the two.
            if (signature == WeChatSignature.Compute(Token, timestamp[1..], "132" + timestamp[0], encrypt))
                return push with { Query = $"timestamp={timestamp[1..]}&nonce=132{timestamp[0]}&encrypt_type=aes&msg_signature={signature}" };
        }
    }

    private static byte[] Xml(string openId) =>
        Encoding.UTF8.GetBytes(WeChatSender.Message(openId, DateTimeOffset.UtcNow, "text", $"<Content>{Forged}</Content><MsgId>1</MsgId>"));

    private static byte[] Changed(byte[] body)
    {
        var changed = body.ToArray();
        var at = Encoding.UTF8.GetString(body).IndexOf("<Encrypt>", StringComparison.Ordinal) + 60;
        changed[at] = changed[at] == (byte)'A' ? (byte)'B' : (byte)'A';
        return changed;
    }

    private static byte[] Twice(byte[] body)
    {
        var xml = Encoding.UTF8.GetString(body);
        var seal = xml[xml.IndexOf("<Encrypt>", StringComparison.Ordinal)..xml.IndexOf("</xml>", StringComparison.Ordinal)];
        return Encoding.UTF8.GetBytes($"<xml>{seal}{seal}</xml>");
    }

    private static string Without(string query, string name) => string.Join('&', query.Split('&').Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal)));

    private static string Upper(string query)
    {
        var at = query.IndexOf("msg_signature=", StringComparison.Ordinal) + "msg_signature=".Length;
        return query[..at] + query[at..].ToUpperInvariant();
    }

    private static string Seconds(DateTimeOffset? at) => (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static async Task<(int Status, string Text)> StatusAsync(Task<HttpAnswer> call)
    {
        var answer = await call;
        return (answer.Status, answer.Text);
    }

    /// <summary>Zeros of which nobody knows the number, so that they are sent in chunks.</summary>
    private sealed class EndlessStream(int length) : Stream
    {
        private int left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, left);
            left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    public sealed class Scene : IAsyncLifetime
    {
        /// <summary>No timer that writes rows is due for most of an hour.</summary>
        private const string Quiet = "2026-11-22T02:21:00Z";

        public StoryStore Store { get; private set; } = null!;

        public StoryHost Secure { get; private set; } = null!;

        public StoryHost Compatible { get; private set; } = null!;

        public StoryHost Plain { get; private set; } = null!;

        public IEnumerable<StoryHost> Hosts => [Secure, Compatible, Plain];

        public async ValueTask InitializeAsync()
        {
            Store = await StoryStore.OpenAsync();
            Secure = await StoryHost.StartAsync(Store, Quiet);
            Compatible = await StoryHost.StartAsync(Store.Beside(), Quiet, ("WeChat__Mode", WeChatOptions.Compatible));
            Plain = await StoryHost.StartAsync(Store.Beside(), Quiet, ("WeChat__Mode", WeChatOptions.Plain));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var host in Hosts) await host.DisposeAsync();
            await Store.DisposeAsync();
        }
    }
}
