namespace Serverless.Local;

/// <summary>What <c>--help</c> prints.</summary>
public static class HostHelp
{
    /// <summary>What differs from the real Functions host; why stands in infra/decisions/0006-local-host.md.</summary>
    public static readonly IReadOnlyList<string> Differences =
    [
        "it runs the functions in its own process: no worker, no gRPC, and functionTimeout cancels a function's token instead of ending a worker",
        "its clock can be moved (--now), and timers keep their status in the data folder, without a lease: one host a folder",
        "there is one key, --key: the master key of /admin, and an administrator's of the app; functions with a key level of the host are refused",
        "it plays the platform's sign-in at /.auth with demo people",
        "it plays WeChat: its API, at which WeChat__ApiBaseUrl points unless it is set, and phones at /phones",
        "it makes missing tables and queues, and loads a demo district when there are no stations",
        "it knows HTTP, timer and queue triggers as the functions here use them, answers by IResult; what else a trigger or a parameter asks for stops the start",
        "of the admin routes it has /admin/functions, /admin/functions/{name}, /admin/host/status and /admin/host/ping",
    ];

    public static string Text => $"""
        Runs the functions on this machine: HTTP, timers, queues, and an Azurite of its own.

          dotnet run --project infra/local/host [-- OPTIONS]

        Options:
        {string.Join('\n', HostArguments.Options.Select(option => $"  {option.Form,-21}{option.Meaning}"))}

        What differs from the real Functions host:
        {string.Join('\n', Differences.Select(difference => $"  {difference}"))}

        """;
}
