using Microsoft.Extensions.Time.Testing;

namespace Serverless.Tests.Kit;

/// <summary>A clock that stands still until a test moves it, and knows which delays and time-outs wait on it.</summary>
public sealed class ManualTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock state = new();
    private readonly List<Alarm> alarms = [];

    /// <summary>How long each delay and time-out still has, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Pending
    {
        get { lock (state) return [.. alarms.Select(alarm => alarm.Due - GetUtcNow()).Where(left => left > TimeSpan.Zero).Order()]; }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, base.CreateTimer(callback, state, dueTime, period));
        alarm.Note(dueTime);
        return alarm;
    }

    private sealed class Alarm(ManualTime time, ITimer timer) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Note(TimeSpan dueTime)
        {
            lock (time.state)
            {
                time.alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return;
                Due = time.GetUtcNow() + dueTime;
                time.alarms.Add(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Note(dueTime);
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            Note(Timeout.InfiniteTimeSpan);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
