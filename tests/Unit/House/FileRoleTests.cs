using System.Text.RegularExpressions;

namespace Serverless.Tests.Unit.House;

/// <summary>The last word of a file's name tells what the file may touch; a file without such a word is pure.</summary>
public sealed partial class FileRoleTests
{
    /// <summary>What reaches outside, and the roles that may.</summary>
    private static readonly (string What, Regex Sign, string[] Roles)[] Reaches =
    [
        ("the clock", ClockTaken(), ["Endpoints", "Timers", "Workers", "Clock"]),
        ("tasks", Tasks(), ["Endpoints", "Timers", "Workers", "Table", "Queue", "Client", "Setup", "Http", "Middleware"]),
        ("tables", new Regex(@"using Azure\.Data\.Tables"), ["Table", "Row", "Setup"]),
        ("queues", new Regex(@"using Azure\.Storage\.Queues(?!\.Models)"), ["Queue", "Setup"]),
        ("queue messages", new Regex(@"using Azure\.Storage\.Queues\.Models"), ["Queue", "Workers"]),
        ("HTTP calls", new Regex(@"\bHttpClient\b|using Polly"), ["Client", "Setup"]),
        ("HTTP requests", new Regex(@"using Microsoft\.AspNetCore"), ["Endpoints", "Http", "Middleware"]),
        ("loggers", new Regex(@"\bILogger"), ["Endpoints", "Timers", "Workers", "Table", "Queue", "Client", "Setup", "Middleware"]),
        ("configuration", new Regex(@"\bIConfiguration"), ["Options", "Setup"]),
        ("HTTP triggers", new Regex(@"\[HttpTrigger"), ["Endpoints"]),
        ("timer triggers", new Regex(@"\[TimerTrigger"), ["Timers"]),
        ("queue triggers", new Regex(@"\[QueueTrigger"), ["Workers"]),
    ];

    public static TheoryData<string> Files() => [.. Repository.Product().Select(file => file.Path).Where(path => path.Contains('/'))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_touches_only_what_its_name_allows(string path)
    {
        var text = Repository.Product().Single(file => file.Path == path).Text;
        var role = LastWord().Match(Path.GetFileNameWithoutExtension(path)).Value;
        foreach (var (what, sign, roles) in Reaches)
            Assert.False(sign.IsMatch(text) && !roles.Contains(role), $"{path} touches {what}, which only *{string.Join(", *", roles)} may");
    }

    [Fact]
    public void The_frame_between_HTTP_and_the_domain_lies_in_Platform_Access_and_Audit_alone() =>
        Assert.All(Repository.Product().Where(file => RoleOfFrame().IsMatch(file.Path)), file => Assert.Matches("^(Platform|Access|Audit)/", file.Path));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_named_after_a_type_in_it(string path) =>
        Assert.Matches($@"\b(class|record|struct|enum)\s+{Path.GetFileNameWithoutExtension(path)}\b", Repository.Product().Single(file => file.Path == path).Text);

    [Theory]
    [MemberData(nameof(Files))]
    public void No_file_has_a_kitchen_drawers_name(string path) =>
        Assert.DoesNotMatch("(Helper|Helpers|Manager|Service|Services|Common|Utils|Util|Extensions)$", Path.GetFileNameWithoutExtension(path));

    [GeneratedRegex(@"\bStationClock \w+[,)]")]
    private static partial Regex ClockTaken();

    [GeneratedRegex(@"\basync\b|\bawait\b|\bTask\b|\bValueTask\b")]
    private static partial Regex Tasks();

    [GeneratedRegex("[A-Z][a-z0-9]+$")]
    private static partial Regex LastWord();

    [GeneratedRegex("(Http|Middleware)\\.cs$")]
    private static partial Regex RoleOfFrame();
}
