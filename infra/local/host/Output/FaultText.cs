namespace Serverless.Local;

/// <summary>
/// What is told of a fault: its type, the types inside it, and where in the app it came up. Not its messages, which may
/// quote what a caller sent.
/// </summary>
internal static class FaultText
{
    public static string Of(Exception fault)
    {
        List<Exception> chain = [fault];
        while (chain[^1].InnerException is { } inner) chain.Add(inner);
        var frames = chain.AsEnumerable().Reverse().SelectMany(Frames).Distinct().ToArray();
        var own = Array.FindAll(frames, IsOfTheApp);
        return string.Join(" < ", chain.Select(one => one.GetType().Name)) + string.Concat((own.Length > 0 ? own : frames).Select(frame => $"\n    {frame}"));
    }

    private static IEnumerable<string> Frames(Exception fault) =>
        (fault.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("at ", StringComparison.Ordinal));

    private static bool IsOfTheApp(string frame) =>
        frame.StartsWith("at Serverless.", StringComparison.Ordinal) && !frame.StartsWith("at Serverless.Local.", StringComparison.Ordinal);
}
