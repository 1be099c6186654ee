namespace Serverless.Tests.Kit;

/// <summary>A clock that stands still until a test moves it; delays and time-outs made on it end only then.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock state = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (state) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>How long each delay and time-out still has, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Pending
    {
        get { lock (state) return [.. alarms.Select(alarm => alarm.Due - now).Order()]; }
    }

    /// <summary>Moves the clock; whatever falls due on the way runs at its own instant, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (NextUntil(end) is { } alarm) alarm.Ring();
        lock (state) now = end;
    }

    private Alarm? NextUntil(DateTimeOffset end)
    {
        lock (state)
        {
            var next = alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due);
            if (next is null) return null;
            now = next.Due > now ? next.Due : now;
            alarms.Remove(next);
            return next;
        }
    }

    private sealed class Alarm(ManualTime time, Action ring) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.state)
            {
                this.period = period;
                time.alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = time.now + dueTime;
                time.alarms.Add(this);
                return true;
            }
        }

        public void Ring()
        {
            if (period > TimeSpan.Zero) Change(period, period);
            ring();
        }

        public void Dispose()
        {
            lock (time.state) time.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
