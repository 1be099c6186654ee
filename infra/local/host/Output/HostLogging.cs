using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless.Local;

/// <summary>Shows what the app logs as lines of the host, at the levels of host.json.</summary>
internal sealed class HostLogging(HostOutput output) : ILoggerProvider
{
    public static void Add(IServiceCollection services, HostOutput output, HostJson json)
    {
        services.AddLogging(logging =>
        {
            if (!output.IsSilent) logging.AddProvider(new HostLogging(output));
            logging.AddConfiguration(json.Logging);
            logging.AddFilter("Microsoft", LogLevel.Warning);
            // It logs nothing above Information, but while it may it makes an activity a request, and every storage call another.
            logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
            // A start that fails is told once, by Program.
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        });
    }

    public ILogger CreateLogger(string categoryName) => new LineLogger(output, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    private sealed class LineLogger(HostOutput output, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var reason = exception is null ? "" : $" ({output.Reason(exception)})";
            output.Note(category, $"{Word(logLevel),-6} {formatter(state, exception)}{reason}");
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Critical => "fatal",
            LogLevel.Error => "error",
            LogLevel.Warning => "warn",
            LogLevel.Information => "info",
            _ => "debug",
        };
    }
}
