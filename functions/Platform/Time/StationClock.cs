namespace Serverless.Platform;

/// <summary>
/// The only reader of the clock. Its users live in Asia/Shanghai: 2026-02-19T17:00Z is already the 20th there.
/// China has kept UTC+8 without summer time since 1991, so the offset is a constant and needs no time-zone data.
/// </summary>
public sealed class StationClock(TimeProvider time)
{
    /// <summary>UTC+8, Asia/Shanghai.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>This instant, with the offset +08:00.</summary>
    public DateTimeOffset Now => time.GetUtcNow().ToOffset(Offset);

    /// <summary>Today's date in Asia/Shanghai.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>This machine's clock, for whoever is given no other; BannedSymbols.txt keeps everybody else from it.</summary>
#pragma warning disable RS0030
    public static TimeProvider Machine => TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>
    /// This machine's own instant. WeChat stamps its pushes with the world's time, which a clock that was moved for
    /// a trial (<c>--now</c>) does not follow; it differs from <see cref="Now"/> in such trials only.
    /// </summary>
    public static DateTimeOffset MachineNow => Machine.GetUtcNow().ToOffset(Offset);

    /// <summary>The date an instant has in Asia/Shanghai.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant of a date and time of day in Asia/Shanghai; midnight when no time is given.</summary>
    public static DateTimeOffset InstantOf(DateOnly date, TimeOnly time = default) => new(date.ToDateTime(time), Offset);
}
