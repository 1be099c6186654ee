using System.Globalization;

namespace Serverless.Local;

/// <summary>The command line of the local host.</summary>
public static class HostArguments
{
    public const string Usage =
        "Options: --port N, --storage CONNECTION, --now 2026-12-19T07:59:50+08:00, --key KEY, --empty, --data FOLDER, --verbose.";

    /// <exception cref="ArgumentException">An option is unknown, twice, or its value is bad; the message is one sentence.</exception>
    public static HostSettings Parse(IReadOnlyList<string> arguments)
    {
        var settings = new HostSettings();
        var seen = new HashSet<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            var option = arguments[at];
            if (!seen.Add(option)) throw new ArgumentException($"The option {option} is given twice.");
            settings = option switch
            {
                "--port" => settings with { Port = Port(Value()) },
                "--storage" => settings with { Storage = Value() },
                "--now" => settings with { Now = Instant(Value()) },
                "--key" => settings with { Key = Value() },
                "--data" => settings with { DataFolder = Path.GetFullPath(Value()) },
                "--empty" => settings with { Empty = true },
                "--verbose" => settings with { Verbose = true },
                _ => throw new ArgumentException($"There is no option {option}. {Usage}"),
            };

            string Value() =>
                ++at < arguments.Count && arguments[at].Length > 0 && !arguments[at].StartsWith("--", StringComparison.Ordinal)
                    ? arguments[at]
                    : throw new ArgumentException($"The option {option} needs a value. {Usage}");
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
}
