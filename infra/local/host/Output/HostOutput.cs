using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Serverless.Platform;

namespace Serverless.Local;

/// <summary>
/// The host's lines. Writers hand over and go on; one writer task flushes what has gathered. Query strings, keys and
/// bodies never come here.
/// </summary>
internal sealed class HostOutput : IAsyncDisposable
{
    // People here live at UTC+8, wherever the machine stands.
    public static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    // A writer that woke for every request took a fifth of the processor time of a push; nobody sees a line come this much later.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(25);

    // How long a newcomer may look at a screen on which nothing moves.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(4);

    // What comes by the hundred is told once it has been quiet for a moment.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private const string Webhook = "/api/wechat";

    private readonly Lock state = new();
    private readonly Dictionary<string, (int Count, TimeSpan Took)> crowd = [];
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TextWriter? target;
    private readonly TimeProvider clock;
    private readonly bool verbose;
    private readonly Task writing;

    public HostOutput(TextWriter? target, TimeProvider clock, bool verbose)
    {
        (this.target, this.clock, this.verbose) = (target, clock, verbose);
        writing = target is null ? Task.CompletedTask : WriteAsync(target);
    }

    public bool IsSilent => target is null;

    public void Say(string line)
    {
        if (!IsSilent) lines.Writer.TryWrite(line);
    }

    public void Note(string what, string detail)
    {
        if (!IsSilent) Say($"{Now()} {what,-26} {detail}");
    }

    public void Request(HttpContext http, TimeSpan took, Exception? fault)
    {
        if (IsSilent) return;
        // At 08:00 a thousand reports of messages that arrived come at once.
        if (fault is null && !verbose && http.Response.StatusCode == 200 && http.Request.Path.Value == Webhook && HttpMethods.IsPost(http.Request.Method)) Count(Webhook, "push", took);
        else Say($"{Now()} {http.Request.Method} {http.Request.Path.ToUriComponent()} {http.Response.StatusCode} {Milliseconds(took)}{(fault is null ? "" : "  " + Reason(fault))}");
    }

    public void Ran(FunctionEntry function, TimeSpan took, Exception? fault)
    {
        if (fault is null && !verbose && function.Trigger is QueueTrigger) Count(function.Name, "queue", took);
        else Note(function, $"{Milliseconds(took)}  {(fault is null ? "ok" : "failed: " + Reason(fault))}");
    }

    public void Note(FunctionEntry function, string detail) => Note(function.Name, $"{function.Trigger.Kind,-6} {detail}");

    /// <summary>What went wrong; with its messages when that was asked for.</summary>
    public string Reason(Exception fault) => verbose ? fault.ToString() : FaultText.Of(fault);

    /// <summary>Waits for work, and says every few seconds that it still goes on.</summary>
    public async Task<T> WhileAsync<T>(Task<T> work, string what)
    {
        using var ticks = new PeriodicTimer(Breath);
        for (var waited = Breath; await Task.WhenAny(work, ticks.WaitForNextTickAsync().AsTask()) != work; waited += Breath) Say($"  still {what} ({waited.TotalSeconds} s)");
        return await work;
    }

    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await writing;
    }

    /// <summary>What went well and comes in crowds is one line together: how many there were, and how long the slowest took.</summary>
    private void Count(string what, string kind, TimeSpan took)
    {
        if (IsSilent) return;
        lock (state)
        {
            var (count, most) = crowd.GetValueOrDefault(what);
            crowd[what] = (count + 1, took > most ? took : most);
            if (count == 0) _ = TellAsync(what, kind);
        }
    }

    private async Task TellAsync(string what, string kind)
    {
        for (var told = 0; ;)
        {
            await Task.Delay(Moment);
            lock (state)
            {
                var (count, most) = crowd[what];
                if (count == told)
                {
                    crowd.Remove(what);
                    Note(what, $"{kind,-6} {Milliseconds(most)}  ok{(count == 1 ? "" : $", {count} of them, this the slowest")}");
                    return;
                }

                told = count;
            }
        }
    }

    private static string Milliseconds(TimeSpan took) => $"{Math.Round(took.TotalMilliseconds),5} ms";

    private string Now() => clock.GetUtcNow().ToOffset(Zone).ToString("HH:mm:ss");

    private async Task WriteAsync(TextWriter writer)
    {
        while (await lines.Reader.WaitToReadAsync())
        {
            await Task.Delay(Gathering);
            while (lines.Reader.TryRead(out var line))
            {
                writer.Write(line);
                writer.Write('\n');
            }
            writer.Flush();
        }
    }
}
