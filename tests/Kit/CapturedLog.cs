using Microsoft.Extensions.Logging;

namespace Serverless.Tests.Kit;

/// <summary>Keeps every log line of a test.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly Lock state = new();
    private readonly List<Line> lines = [];

    public sealed record Line(LogLevel Level, string? Event, string Text);

    public IReadOnlyList<Line> Lines
    {
        get { lock (state) return [.. lines]; }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (log.state) log.lines.Add(new(logLevel, eventId.Name, $"{formatter(state, exception)}{exception}"));
        }
    }
}
