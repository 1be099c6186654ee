using System.Runtime.InteropServices;
using Serverless.Local;

// Before the first socket: one thread reads all of them and goes on with what it read, without a change of thread.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");

if (args.Contains("--help"))
{
    Console.Out.Write(HostHelp.Text);
    return 0;
}

HostSettings settings;
try
{
    // Not Console.Out, which sends every line on its own: a line a request would cost a system call each.
    settings = HostArguments.Parse(args) with { Output = new StreamWriter(Console.OpenStandardOutput()) };
}
catch (ArgumentException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var cancel = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

try
{
    await using var host = await LocalHost.StartAsync(settings, cancel: cancel.Token);
    await stop.Task;
    Console.Out.WriteLine("Stopping; running functions end first");
    return 0;
}
catch (OperationCanceledException) when (cancel.IsCancellationRequested)
{
    return 0;
}
catch (ArgumentException fault) when (!settings.Verbose)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
catch (Exception fault) when (!settings.Verbose)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    cancel.Cancel();
    stop.TrySetResult();
}
