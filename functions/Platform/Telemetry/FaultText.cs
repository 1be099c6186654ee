using System.Diagnostics;
using Azure;

namespace Serverless.Platform;

/// <summary>What may be said of a fault: its types, storage's codes and where it happened. Never its message, which may quote what a caller sent.</summary>
public static class FaultText
{
    private const int MostFaults = 5;
    private const int MostFrames = 15;

    /// <summary>The types from the outermost to the innermost: <c>AggregateException &gt; RequestFailedException (ServerBusy)</c>.</summary>
    public static string Types(Exception fault) => string.Join(" > ", Chain(fault).Take(MostFaults).Select(Name));

    /// <summary>The types, each with the methods it came through, nearest first: <c>FormatException at Reminders.RemindPeopleHandler.RemindAsync &lt; …</c></summary>
    public static string Of(Exception fault) => string.Join(" > ", Chain(fault).Take(MostFaults).Select(one => Name(one) + Frames(one)));

    private static IEnumerable<Exception> Chain(Exception fault) => fault switch
    {
        AggregateException many => many.InnerExceptions.SelectMany(Chain).Prepend(fault),
        { InnerException: { } inner } => Chain(inner).Prepend(fault),
        _ => [fault],
    };

    private static string Name(Exception fault) => fault switch
    {
        RequestFailedException { ErrorCode: { } code } => $"{fault.GetType().Name} ({code})",
        RequestFailedException failed => $"{fault.GetType().Name} ({failed.Status})",
        _ => fault.GetType().Name,
    };

    /// <summary>Names of methods alone: the runtime's text has no values, but parameters and what else makes a line long.</summary>
    private static string Frames(Exception fault)
    {
        var methods = new StackTrace(fault, fNeedFileInfo: false).ToString().Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("at ", StringComparison.Ordinal)).Select(line => line[3..].Split('(')[0]).Take(MostFrames).ToList();
        return methods.Count == 0 ? "" : $" at {string.Join(" < ", methods)}";
    }
}
