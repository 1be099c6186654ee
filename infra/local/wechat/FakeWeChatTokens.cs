namespace Serverless.Local.WeChat;

/// <summary>
/// The access tokens of the fake: of <c>token</c>, which gives a new one each time, and of <c>stable_token</c>, which gives the
/// same one while it is good. The two kinds do not touch each other.
/// </summary>
internal sealed class FakeWeChatTokens(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(7200);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (DateTimeOffset Until, int Code)> issued = [];
    private string? stable;
    private DateTimeOffset forcedAt;
    private int count;
    private int? firstIsBad;

    /// <summary>Tokens given out so far, each counted once.</summary>
    public int Count => count;

    public void RefuseFirst(int code) => firstIsBad = code;

    /// <summary>Calls refuse the current stable token; whoever asks again is given another, or the same one until it is forced.</summary>
    public void End(int code, bool staysStable)
    {
        issued[stable!] = (issued[stable!].Until, code);
        if (!staysStable) stable = null;
    }

    public (string Token, int Seconds) Plain() => (Issue("plain"), (int)Life.TotalSeconds);

    public (string Token, int Seconds) Stable(bool force)
    {
        var now = time.GetUtcNow();
        var mayForce = force && now - forcedAt >= TimeSpan.FromSeconds(30);
        if (mayForce) forcedAt = now;
        if (stable is null || mayForce || issued[stable].Until - now <= Overlap) stable = Issue("stable");
        return (stable, (int)(issued[stable].Until - now).TotalSeconds);
    }

    /// <summary>0, or the code that a call with this token gets.</summary>
    public int Check(string? token) =>
        string.IsNullOrEmpty(token) ? 41001
        : !issued.TryGetValue(token, out var known) ? 40001
        : known.Code != 0 ? known.Code
        : known.Until <= time.GetUtcNow() ? 42001 : 0;

    private string Issue(string kind)
    {
        var token = $"{kind}-{++count}-{Guid.NewGuid():N}";
        issued[token] = (time.GetUtcNow() + Life, firstIsBad ?? 0);
        if (firstIsBad is not null && kind == "stable") EndFirst(token);
        firstIsBad = null;
        return token;
    }

    // The stable token after a bad first one is a new one, as when WeChat has renewed it meanwhile.
    private void EndFirst(string token) => issued[token] = (time.GetUtcNow() + Overlap, issued[token].Code);
}
