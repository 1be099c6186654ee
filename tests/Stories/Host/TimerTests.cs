using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Host;

public sealed class DailyFunctions(Journal journal)
{
    [Function("Daily")]
    public void Run([TimerTrigger("%Schedule%")] TimerInfo timer) =>
        journal.Tell($"{(timer.IsPastDue ? "past due" : "on time")} next {timer.ScheduleStatus?.Next:MM-dd}");
}

public sealed class SlowFunctions(Journal journal)
{
    [Function("Slow")]
    public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        journal.Tell("begins");
        await journal.HoldAsync(cancel);
        journal.Tell("ends");
    }
}

public sealed class FailingFunctions(Journal journal)
{
    [Function("Failing")]
    public void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer)
    {
        journal.Tell("fails");
        throw new InvalidOperationException("no luck");
    }
}

public sealed class TimerTests
{
    private const string Midnight = "0 0 0 * * *";
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_runs_when_the_clock_reaches_its_instant()
    {
        using var test = new HostUnderTest { Now = Start, Settings = { ["Schedule"] = Midnight } };
        await using var host = await test.StartAsync(typeof(DailyFunctions));
        await Eventually.TrueAsync(() => test.TimerFiles().Length == 1, "the status file");
        Assert.Empty(test.Journal.Lines);
        host.Clock.MoveTo(Start.AddHours(12));
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 1, "the run");
        host.Clock.MoveTo(Start.AddHours(36));
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 2, "the next day's run");
        Assert.Equal(["on time next 12-02", "on time next 12-03"], test.Journal.Lines);
    }

    [Fact]
    public async Task However_many_runs_were_missed_a_start_makes_up_for_one()
    {
        using var test = new HostUnderTest { Now = Start, Settings = { ["Schedule"] = Midnight } };
        await StartAndStopAsync(test);
        test.Now = Start.AddDays(5);
        await using (await test.StartAsync(typeof(DailyFunctions)))
            await Eventually.TrueAsync(() => test.Journal.Lines.Length > 0, "the past-due run");
        Assert.Equal(["past due next 12-02"], test.Journal.Lines);
        await StartAndStopAsync(test);
        Assert.Single(test.Journal.Lines);
    }

    [Fact]
    public async Task A_changed_schedule_owes_nothing()
    {
        using var test = new HostUnderTest { Now = Start, Settings = { ["Schedule"] = Midnight } };
        await StartAndStopAsync(test);
        (test.Now, test.Settings["Schedule"]) = (Start.AddDays(5), "0 30 0 * * *");
        await StartAndStopAsync(test);
        Assert.Empty(test.Journal.Lines);
        test.Now = Start.AddDays(6);
        await using (await test.StartAsync(typeof(DailyFunctions)))
            await Eventually.TrueAsync(() => test.Journal.Lines.Length > 0, "the past-due run of the new schedule");
        Assert.Equal(["past due next 12-07"], test.Journal.Lines);
    }

    [Fact]
    public async Task Runs_of_one_timer_never_overlap_not_even_with_one_by_hand()
    {
        using var test = new HostUnderTest { Now = Start };
        await using var host = await test.StartAsync(typeof(SlowFunctions));
        host.Clock.MoveTo(Start.AddMinutes(1));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 1, "the first run");
        var byHand = host.InvokeAsync("Slow");
        host.Clock.MoveTo(Start.AddMinutes(10).AddSeconds(30));
        test.Journal.LetGo();
        await byHand;
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 6, "one run for the nine minutes that were passed over");
        host.Clock.MoveTo(Start.AddMinutes(11));
        await Eventually.TrueAsync(() => test.Journal.Lines.Length == 8, "the next run");
        Assert.Equal((0, 1), test.Journal.Running);
        Assert.Equal(["begins", "ends", "begins", "ends", "begins", "ends", "begins", "ends"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_failed_run_is_not_tried_again()
    {
        using var test = new HostUnderTest { Now = Start };
        await using var host = await test.StartAsync(typeof(FailingFunctions));
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => host.InvokeAsync("Failing"));
        Assert.Equal("no luck", fault.InnerException?.Message);
        Assert.Equal(["fails"], test.Journal.Lines);
    }

    [Theory]
    [InlineData("admin/functions/Daily", "the-key", "application/json", """{"input":""}""", 202)]
    [InlineData("admin/functions/daily", "the-key", "application/json", "{}", 202)]
    [InlineData("admin/functions/Tea", "the-key", "application/json", """{"input":""}""", 202)]
    [InlineData("admin/functions/Daily", null, "application/json", """{"input":""}""", 401)]
    [InlineData("admin/functions/Daily", "wrong", "text/plain", """{"input":""}""", 401)]
    [InlineData("admin/functions/Weekly", "the-key", "application/json", """{"input":""}""", 404)]
    [InlineData("admin/functions/Daily", "the-key", null, """{"input":""}""", 415)]
    [InlineData("admin/functions/Weekly", "the-key", "text/plain", """{"input":""}""", 415)]
    [InlineData("admin/functions/Daily", "the-key", "application/json", "", 400)]
    [InlineData("admin/functions/Daily", "the-key", "application/json", "[]", 400)]
    public async Task The_master_key_runs_a_timer_now_and_every_other_answer_is_the_real_hosts(string path, string? key, string? type, string body, int status)
    {
        using var test = new HostUnderTest { Now = Start, Settings = { ["Schedule"] = Midnight }, Compose = app => app.Services.AddScoped<OncePerCall>() };
        await using var host = await test.StartAsync(typeof(DailyFunctions), typeof(HttpFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        if (key is not null) http.DefaultRequestHeaders.Add("x-functions-key", key);
        using var answer = await http.PostAsync(path, new StringContent(body, type is null ? null : new MediaTypeHeaderValue(type)), Cancel);
        Assert.Equal((status, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
        if (status == 202 && !path.EndsWith("Tea")) await Eventually.TrueAsync(() => test.Journal.Lines.Length == 1, "the run");
        else Assert.Empty(test.Journal.Lines);
    }

    [Fact]
    public async Task The_list_of_functions_names_each_with_its_address_and_its_trigger()
    {
        using var test = new HostUnderTest { Now = Start, Settings = { ["Schedule"] = Midnight } };
        await using var host = await test.StartAsync(typeof(DailyFunctions));
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        var only = Assert.Single((await http.GetFromJsonAsync<JsonArray>("admin/functions?code=the-key", Cancel))!)!;
        Assert.Equal(("Daily", $"{host.BaseAddress}admin/functions/Daily"), ((string?)only["name"], (string?)only["href"]));
        Assert.Equal("timerTrigger", (string?)only["config"]!["bindings"]![0]!["type"]);
    }

    [Fact]
    public async Task A_schedule_that_never_occurs_is_told_at_start_and_waits_for_ever()
    {
        var output = new StringWriter();
        using var test = new HostUnderTest { Now = Start, Settings = { ["Schedule"] = "0 0 0 30 2 *" }, Output = output };
        await using (var host = await test.StartAsync(typeof(DailyFunctions)))
        {
            await Eventually.TrueAsync(() => test.TimerFiles().Length == 1, "the status file");
            host.Clock.MoveTo(Start.AddYears(5));
        }
        Assert.Contains("Daily  0 0 0 30 2 *       never runs: there is no such day", output.ToString());
        Assert.Empty(test.Journal.Lines);
    }

    [Fact]
    public async Task A_stop_waits_for_the_running_timer()
    {
        using var test = new HostUnderTest { Now = Start };
        await using var host = await test.StartAsync(typeof(SlowFunctions));
        host.Clock.MoveTo(Start.AddMinutes(1));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 1, "the run");
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        test.Journal.LetGo();
        await stopping;
        Assert.Equal(["begins", "ends"], test.Journal.Lines);
    }

    [Fact]
    public async Task A_function_that_outlasts_the_stops_patience_is_told_to_end()
    {
        using var test = new HostUnderTest { Now = Start, Patience = TimeSpan.FromMilliseconds(100) };
        await using var host = await test.StartAsync(typeof(SlowFunctions));
        host.Clock.MoveTo(Start.AddMinutes(1));
        await Eventually.TrueAsync(() => test.Journal.Running.Now == 1, "the run");
        await host.StopAsync();
        Assert.Equal(["begins"], test.Journal.Lines);
        Assert.Equal(0, test.Journal.Running.Now);
    }

    private static async Task StartAndStopAsync(HostUnderTest test)
    {
        await using var host = await test.StartAsync(typeof(DailyFunctions));
        // Its own look at the kept status is over once a run by hand can follow; a stop waits for a run in hand.
        await Eventually.TrueAsync(() => test.TimerFiles().Length == 1, "the status file");
    }
}
