namespace Serverless.Tests.Kit;

/// <summary>Waits for a condition with a deadline, never for a time.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, string what, int seconds = 20)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!condition())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException($"Waited {seconds} s for: {what}.");
            await Task.Delay(5);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, int)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, int seconds = 20)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException($"Waited {seconds} s for: {what}.");
            await Task.Delay(50);
        }
    }
}
