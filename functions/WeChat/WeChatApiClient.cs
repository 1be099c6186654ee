using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Serverless.WeChat;

/// <summary>
/// Calls WeChat's API through one pipeline: at most 32 calls at once, 15 seconds a call with its repeats, up to 5 tries, a
/// circuit breaker, 5 seconds a try.
/// </summary>
/// <remarks>
/// The access token travels in the query. Nothing here logs, and the handler emits no diagnostics, so that no listener
/// (Application Insights is one) sees an address.
/// </remarks>
public sealed class WeChatApiClient : IDisposable
{
    // Bursts of some 400 calls at once were answered "busy".
    private const int MaxAtOnce = 32;
    private const int MaxTries = 5;
    private static readonly TimeSpan WholeCall = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;
    private readonly ResiliencePipeline<WeChatAnswer> pipeline;

    public WeChatApiClient(WeChatOptions options, TimeProvider time)
    {
        http = new HttpClient(Handler())
        {
            BaseAddress = new Uri(options.ApiBaseUrl),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 64 * 1024,
        };
        pipeline = Pipeline(time);
    }

    /// <summary>Posts JSON; <see cref="WeChatAnswer.None"/> when no try brought an answer.</summary>
    public async Task<WeChatAnswer> PostAsync(string address, byte[] json, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static (call, cancellation) => call.Client.TryAsync(call.address, call.json, cancellation), (Client: this, address, json), cancellation);
        }
        catch (ExecutionRejectedException)
        {
            return WeChatAnswer.None;
        }
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<WeChatAnswer> TryAsync(string address, byte[] json, CancellationToken cancellation)
    {
        try
        {
            using var content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            using var response = await http.PostAsync(address, content, cancellation);
            return response.IsSuccessStatusCode ? WeChatAnswer.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) : WeChatAnswer.None;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // A connection that takes too long ends as a cancellation that no one asked for. The message of such an
            // exception can hold the address, and the address holds the token.
            return WeChatAnswer.None;
        }
    }

    private static SocketsHttpHandler Handler() => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = OneTry,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static ResiliencePipeline<WeChatAnswer> Pipeline(TimeProvider time) =>
        new ResiliencePipelineBuilder<WeChatAnswer> { TimeProvider = time }
            .AddConcurrencyLimiter(MaxAtOnce, queueLimit: int.MaxValue)
            .AddTimeout(WholeCall)
            .AddRetry(new RetryStrategyOptions<WeChatAnswer>
            {
                ShouldHandle = Passing(),
                MaxRetryAttempts = MaxTries - 1,
                DelayGenerator = static retry => ValueTask.FromResult<TimeSpan?>(Delay(retry.AttemptNumber)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<WeChatAnswer>
            {
                ShouldHandle = Passing(),
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
            })
            .AddTimeout(OneTry)
            .Build();

    private static PredicateBuilder<WeChatAnswer> Passing() =>
        new PredicateBuilder<WeChatAnswer>().HandleResult(static answer => answer.IsPassing).Handle<TimeoutRejectedException>();

    // 1, 2, 4 and 8 seconds less 10 to 50 percent: spread, and all five tries within the time of the whole call.
    private static TimeSpan Delay(int retry) => TimeSpan.FromSeconds((1 << retry) * (0.5 + 0.4 * Random.Shared.NextDouble()));
}
