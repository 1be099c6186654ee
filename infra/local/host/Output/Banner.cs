namespace Serverless.Local;

/// <summary>The lines at start: where the host runs, and each function with its trigger.</summary>
internal static class Banner
{
    public static IEnumerable<string> Lines(FunctionCatalog functions, HttpFront front, DateTimeOffset now, string store, Uri address)
    {
        yield return $"Local functions host, clock {now.ToOffset(HostOutput.Zone):yyyy-MM-dd HH:mm:ss zzz}, storage {store}";
        foreach (var line in Group($"HTTP at {address.AbsoluteUri.TrimEnd('/')} (* asks for a key)", Http(functions, front))) yield return line;
        foreach (var line in Group("Timers (schedules in UTC)", Timers(functions, now))) yield return line;
        foreach (var line in Group("Queues", Queues(functions))) yield return line;
        yield return "";
    }

    private static IEnumerable<(string, string)> Http(FunctionCatalog functions, HttpFront front) =>
        from http in functions.Of<HttpTrigger>()
        let path = front.PathOf(http.Function, http.Trigger)
        orderby path
        let key = http.Trigger.Level == Microsoft.Azure.Functions.Worker.AuthorizationLevel.Anonymous ? " " : "*"
        let methods = http.Trigger.Methods.Length == 0 ? "ANY" : string.Join(',', http.Trigger.Methods)
        select (http.Function.Name, $"{key} {methods,-8} {path}");

    private static IEnumerable<(string, string)> Timers(FunctionCatalog functions, DateTimeOffset now) =>
        from timer in functions.Of<TimerTrigger>()
        let next = timer.Trigger.Schedule.Next(now)
        orderby next, timer.Function.Name
        select (timer.Function.Name, $"{timer.Trigger.Schedule,-18} next {next.ToOffset(HostOutput.Zone):yyyy-MM-dd HH:mm:ss zzz}");

    private static IEnumerable<(string, string)> Queues(FunctionCatalog functions) =>
        from queue in functions.Of<QueueTrigger>()
        orderby queue.Trigger.Queue
        select (queue.Function.Name, queue.Trigger.Queue);

    private static IEnumerable<string> Group(string title, IEnumerable<(string Name, string Detail)> functions)
    {
        var all = functions.ToArray();
        if (all.Length == 0) yield break;
        yield return "";
        yield return title;
        var width = all.Max(function => function.Name.Length);
        foreach (var (name, detail) in all) yield return $"  {name.PadRight(width)}  {detail}";
    }
}
