using System.Text;

namespace Serverless.WeChat;

/// <summary>An access token, or why there is none.</summary>
public sealed record WeChatToken(string? Value, WeChatErrorReaction Error, DateTimeOffset GoodUntil)
{
    /// <summary>Does not say the token.</summary>
    public override string ToString() => $"{nameof(WeChatToken)} {Error.Code} until {GoodUntil:O}";
}

/// <summary>
/// The account's access token (<c>stable_token</c>), asked for once by however many callers. WeChat gives every process the same
/// stable token, so processes need not share a store.
/// </summary>
public sealed class WeChatTokenClient(WeChatApiClient api, WeChatOptions options, TimeProvider time)
{
    // WeChat renews a token in its last 5 minutes, and both are good during these.
    private const int Renewal = 300;
    private const int MaxJitter = 60;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    // WeChat allows force_refresh 20 times a day and not twice in 30 seconds.
    private static readonly TimeSpan BetweenForced = TimeSpan.FromSeconds(30);
    // A wrong secret stays wrong: not every notice of the morning asks again.
    private static readonly TimeSpan KeepRefusal = TimeSpan.FromMinutes(1);

    private readonly Lock state = new();
    private WeChatToken? cached;
    private Task<WeChatToken>? flight;
    private string? rejected;
    private DateTimeOffset forcedAt = DateTimeOffset.MinValue;

    /// <summary>The token in use, or a new one when it is about to end.</summary>
    public Task<WeChatToken> GetAsync(CancellationToken cancellation)
    {
        lock (state)
        {
            if (cached is { } token && time.GetUtcNow() < token.GoodUntil) return Task.FromResult(token);
            // Not the caller's cancellation: others wait for the same flight.
            flight ??= Task.Run(FetchAsync, CancellationToken.None);
            return flight.WaitAsync(cancellation);
        }
    }

    /// <summary>Gives up a token that WeChat would not take, unless another has taken its place meanwhile.</summary>
    public void Invalidate(string used)
    {
        lock (state)
        {
            if (cached?.Value != used) return;
            cached = null;
            rejected = used;
        }
    }

    private async Task<WeChatToken> FetchAsync()
    {
        try
        {
            var answer = await AskAsync(force: false);
            // Stable means stable: a token that was revoked is handed out again until it is forced to change.
            if (answer.AccessToken is { } same && same == rejected && MayForce()) answer = await AskAsync(force: true);
            return Keep(answer);
        }
        finally
        {
            lock (state) flight = null;
        }
    }

    private Task<WeChatAnswer> AskAsync(bool force)
    {
        var json = $"{{\"grant_type\":\"client_credential\",\"appid\":{WeChatJson.Quote(options.AppId)},\"secret\":{WeChatJson.Quote(options.AppSecret)}"
            + (force ? ",\"force_refresh\":true}" : "}");
        return api.PostAsync("/cgi-bin/stable_token", Encoding.UTF8.GetBytes(json), CancellationToken.None);
    }

    private bool MayForce()
    {
        var now = time.GetUtcNow();
        if (now - forcedAt < BetweenForced) return false;
        forcedAt = now;
        return true;
    }

    private WeChatToken Keep(WeChatAnswer answer)
    {
        var token = TokenOf(answer);
        lock (state)
        {
            if (token.GoodUntil > DateTimeOffset.MinValue) cached = token;
            if (token.Value is not null && token.Value != rejected) rejected = null;
        }
        return token;
    }

    private WeChatToken TokenOf(WeChatAnswer answer)
    {
        if (answer is { Code: 0, AccessToken.Length: > 0 }) return new(answer.AccessToken, WeChatErrorReaction.Of(0), time.GetUtcNow() + Life(answer.ExpiresIn));
        var error = answer.Code is null or 0 ? WeChatErrorReaction.NoAnswer : WeChatErrorReaction.OfTokenRequest(answer.Code.Value);
        return new(null, error, error.Reaction == WeChatReaction.ConfigurationError ? time.GetUtcNow() + KeepRefusal : DateTimeOffset.MinValue);
    }

    private static TimeSpan Life(int expiresIn)
    {
        var life = TimeSpan.FromSeconds(expiresIn - Renewal - Random.Shared.Next(MaxJitter));
        return life > Shortest ? life : Shortest;
    }
}
