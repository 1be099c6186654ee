namespace Serverless.Local;

/// <summary>The lines at start: where the host runs, each function with its trigger, and what to try next.</summary>
internal sealed class Banner(FunctionCatalog functions, HttpFront front, DateTimeOffset now, Uri address, HostSettings settings)
{
    private string Address => address.AbsoluteUri.TrimEnd('/');

    public IEnumerable<string> Lines(string store)
    {
        yield return $"Local functions host, clock {now.ToOffset(HostOutput.Zone):yyyy-MM-dd HH:mm:ss zzz}, storage {store}";
        foreach (var line in Group($"HTTP at {Address}", Http)) yield return line;
        foreach (var line in Group("Timers (schedules in UTC)", Timers)) yield return line;
        foreach (var line in Group("Queues", Queues)) yield return line;
        yield return "";
        yield return $"Ready on {Address}";
        if (functions.Find("AddOpinion") is null) yield break;
        yield return $"  The API, described and to try:      {Address}/docs";
        yield return $"  Phones with a made-up WeChat:       {Address}/phones";
        if (settings.Empty) yield break;
        yield return $"  Sign in as one of the demo people:  {Address}/.auth";
        yield return $"  Hand in an opinion:                 curl -s {Address}/api/opinions -H 'x-functions-key: {Key}' -d '{{\"stationId\":\"na017\",\"content\":\"小区门口的路灯坏了三天，请尽快修好。\"}}'";
    }

    /// <summary>The default key is no secret; another one is not printed.</summary>
    private string Key => settings.Key == new HostSettings().Key ? settings.Key : "KEY";

    private IEnumerable<(string, string)> Http =>
        from http in functions.Of<HttpTrigger>()
        let path = front.PathOf(http.Trigger)
        orderby path
        select (http.Function.Name, $"{string.Join(',', http.Trigger.Methods),-6} {path}");

    private IEnumerable<(string, string)> Timers =>
        from timer in functions.Of<TimerTrigger>()
        let next = timer.Trigger.Schedule.Next(now)
        orderby next, timer.Function.Name
        let told = next == CronSchedule.Never ? "never runs: there is no such day" : $"next {next.ToOffset(HostOutput.Zone):yyyy-MM-dd HH:mm:ss zzz}"
        select (timer.Function.Name, $"{timer.Trigger.Schedule,-18} {told}");

    private IEnumerable<(string, string)> Queues =>
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
