using Serverless.Platform;

namespace Serverless.Health;

/// <summary>That the service can do its work.</summary>
/// <param name="Status">Always <c>ok</c>; else the answer is a problem that names the part that is away.</param>
public sealed record HealthReport(string Status);

/// <summary>Asks tables and queues whether they answer: one call each, however many ask within five seconds.</summary>
public sealed class HealthHandler(HealthTable tables, HealthQueue queues, HealthCache last)
{
    /// <summary>Longer than any answer takes that is still of use to a citizen's push.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary><c>ok</c>, or <see cref="Refusals.StorageUnavailable"/> with the part that is away.</summary>
    public async Task<Outcome<HealthReport>> LookAsync() => await last.GetAsync(AskAsync) is { } trouble ? trouble : new HealthReport("ok");

    private async Task<Refusal?> AskAsync()
    {
        var (tablesAnswer, queuesAnswer) = (AnswersAsync(tables.AskAsync), AnswersAsync(queues.AskAsync));
        return (await tablesAnswer, await queuesAnswer) switch
        {
            (true, true) => null,
            (false, true) => Away("表存储"),
            (true, false) => Away("队列"),
            _ => Away("表存储和队列"),
        };
    }

    private static Refusal Away(string part) => Refusals.StorageUnavailable.Because($"{part}没有响应。请稍后重试。");

    private static async Task<bool> AnswersAsync(Func<CancellationToken, Task> ask)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await ask(patience.Token);
            return true;
        }
        catch (Exception)
        {
            // Whatever it is, refused, too slow or not let in: the part does not answer.
            return false;
        }
    }
}
