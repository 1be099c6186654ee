using System.Globalization;
using Serverless.Benchmarks;

// Before the first socket, as the local host does it.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var parts = new Dictionary<string, Func<Task<IReadOnlyList<Figure>>>>
{
    ["calls"] = CallsPart.RunAsync,
    ["pushes"] = PushesPart.RunAsync,
    ["crypto"] = CryptoPart.RunAsync,
    ["start"] = StartPart.RunAsync,
    ["reminders"] = RemindersPart.RunAsync,
};
if (args.FirstOrDefault(name => !parts.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no part {unknown}; there are {string.Join(", ", parts.Keys)}.");
    return 2;
}

var figures = new List<Figure>();
foreach (var name in args.Length == 0 ? [.. parts.Keys] : args)
{
    Console.Error.WriteLine($"== {name}");
    figures.AddRange(await parts[name]());
}
Console.WriteLine($"\n{Machine.Name()}\n");
foreach (var line in Figure.Table(figures)) Console.WriteLine(line);
return 0;
