using System.Globalization;

namespace Serverless.Local;

/// <summary>The command line of the local host.</summary>
public static class HostArguments
{
    /// <summary>Every option; help, README and the sentence about an unknown one are made from this list.</summary>
    public static readonly IReadOnlyList<Option> Options =
    [
        new("--help", null, "prints this and ends", (settings, _) => settings),
        new("--port", "N", "the HTTP port, 0 for a free one (7071)", (settings, text) => settings with { Port = Port(text) }),
        new("--storage", "CONNECTION", "works on this account or running Azurite; nothing is started", (settings, text) => settings with { Storage = text }),
        new("--now", "INSTANT", "the clock starts there and ticks, such as 2026-12-19T07:59:50+08:00", (settings, text) => settings with { Now = Instant(text) }),
        new("--key", "KEY", "an administrator's key, and the master key of /admin (local)", (settings, text) => settings with { Key = text }),
        new("--empty", null, "loads no demo district", (settings, _) => settings with { Empty = true }),
        new("--data", "FOLDER", "where Azurite's data and the timers' status stand (infra/local/.data)", (settings, text) => settings with { DataFolder = Path.GetFullPath(text) }),
        new("--verbose", null, "prints every queue message that was served, and faults whole, with their messages", (settings, _) => settings with { Verbose = true }),
    ];

    private static string Known => $"The options are {string.Join(", ", Options.Select(option => option.Form))}.";

    /// <exception cref="ArgumentException">An option is unknown, twice, or its value is bad; the message is one sentence.</exception>
    public static HostSettings Parse(IReadOnlyList<string> arguments)
    {
        var settings = new HostSettings();
        var seen = new HashSet<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            var option = Options.FirstOrDefault(option => option.Name == arguments[at]) ?? throw new ArgumentException($"There is no option {arguments[at]}. {Known}");
            if (!seen.Add(option.Name)) throw new ArgumentException($"The option {option.Name} is given twice.");
            settings = option.Take(settings, option.Value is null ? "" : Value(option));

            string Value(Option of) =>
                ++at < arguments.Count && arguments[at].Length > 0 && !arguments[at].StartsWith("--", StringComparison.Ordinal)
                    ? arguments[at]
                    : throw new ArgumentException($"The option {of.Name} needs a value. {Known}");
        }
        return settings;
    }

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new ArgumentException($"The option --port takes a number from 0 (any free port) to 65535, not '{text}'.");

    // An instant without an offset would mean something else on every machine.
    private static DateTimeOffset Instant(string text) =>
        text.Length > 10 && (text.EndsWith('Z') || text[10..].IndexOfAny(['+', '-']) > 0)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw new ArgumentException($"The option --now takes an instant with offset such as 2026-12-19T07:59:50+08:00, not '{text}'.");

    /// <param name="Name">Such as <c>--port</c>.</param>
    /// <param name="Value">What stands for the value that follows; null when none does.</param>
    /// <param name="Meaning">What it does, with the default in brackets.</param>
    /// <param name="Take">Puts the value into the settings.</param>
    public sealed record Option(string Name, string? Value, string Meaning, Func<HostSettings, string, HostSettings> Take)
    {
        /// <summary>As it is typed.</summary>
        public string Form => Value is null ? Name : $"{Name} {Value}";
    }
}
