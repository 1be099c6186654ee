using Serverless.Access;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Opinions;
using Serverless.Platform;

namespace Serverless.Local.Demo;

/// <summary>Tells what became of a station's opinions of one quarter: most are answered and closed, some end otherwise, some lie.</summary>
internal sealed class DemoLives(DemoPlace place, IReadOnlyList<PersonId> people, Quarter quarter, HolidayCalendar holidays)
{
    private static readonly string[][] Rejections = [.. DemoLines.Of("rejections.txt").Select(line => line.Split(';'))];
    private static readonly string[] CloseNotes = ["已电话回访，居民表示满意。", "经现场复查，问题已解决，予以办结。", "回访无异议。", "与居民一同到现场确认，已办结。", "已在公示栏公布办理结果。"];
    private static readonly string[] WithdrawNotes = ["问题已经解决，不用再办了，谢谢。", "情况没有写清楚，我再重新提。", "写错了站点，撤回。", "物业已经处理好了，撤回这条意见。"];

    internal static readonly Caller Staff = new("member:demo") { Roles = [Role.Station], Scopes = [Scope.District] };

    private readonly Dice dice = Dice.Of("lives", place.Station.StationId, quarter.ToString());
    private readonly List<DemoLife> told = [];

    public IReadOnlyList<DemoLife> Tell(IReadOnlyList<Occasion> receptions)
    {
        foreach (var arrival in DemoArrival.In(quarter, place.Station.StationId, receptions, holidays)) told.Add(Tell(arrival));
        return told;
    }

    private DemoLife Tell(DemoArrival arrival) => dice.Below(100) switch
    {
        < 2 => Take(arrival),
        < 7 => Reject(arrival),
        < 12 => Merge(arrival),
        < 15 => Withdraw(arrival),
        _ => Answer(arrival),
    };

    private DemoLife Reject(DemoArrival arrival)
    {
        var (at, words) = (DemoHours.After(arrival.At, dice.Below(4), holidays, dice), dice.Pick(Rejections));
        var life = new DemoLife(Receive(arrival, Texts.TellOutside(words[0], arrival.Channel), words[1], null), [], null);
        return life.Then(Opinions.Reject.Entry, new Reject(words[2], words[3]), Staff, at);
    }

    /// <summary>It says what an open opinion says; when there is none it is a matter of its own.</summary>
    private DemoLife Merge(DemoArrival arrival)
    {
        var at = DemoHours.After(arrival.At, dice.Below(3), holidays, dice);
        var same = told.FindLast(life => life.Subject is not null && life.Opinion.Status != OpinionStatus.Merged && life.IsOpenAt(at));
        return same is null ? Answer(arrival)
            : Take(arrival, same.Subject).Then(Opinions.Merge.Entry, new Merge(same.Opinion.Number.ToString()), Staff, at);
    }

    private DemoLife Withdraw(DemoArrival arrival) => Take(arrival).Then(
        Opinions.Withdraw.Entry, new Withdraw(dice.Pick(WithdrawNotes)), Caller.Citizen,
        DemoHours.Awake(StationClock.DateOf(arrival.At).AddDays(dice.Between(1, 3)), dice));

    private DemoLife Answer(DemoArrival arrival)
    {
        var onTheSpot = arrival.Channel == "reception" && dice.Chance(55);
        var at = onTheSpot ? DemoHours.Within(arrival.At.AddMinutes(6), 30, dice) : DemoHours.After(arrival.At, Delay(), holidays, dice);
        var life = Take(arrival);
        life = life.Then(Opinions.Answer.Entry, new Answer(Texts.Reply(life.Subject!)), Staff, at);
        if (dice.Chance(6)) return life;
        var note = dice.Chance(75) ? dice.Pick(CloseNotes) : null;
        return life.Then(Close.Entry, new Close(note), Staff, DemoHours.After(at, dice.Between(1, 18), holidays, dice));
    }

    /// <summary>In how many working days somebody answers: mostly within the three of the rule.</summary>
    private int Delay() => dice.Chance(88) ? dice.Below(4) : dice.Between(4, 9);

    private DemoLife Take(DemoArrival arrival, DemoSubject? subject = null)
    {
        subject ??= Texts.Subject();
        return new DemoLife(Receive(arrival, Texts.Tell(subject, arrival.Channel), subject.Topic.Category, subject.At), [], subject);
    }

    private Opinion Receive(DemoArrival arrival, string text, string category, string? where)
    {
        var (station, source) = (place.Station.StationId, ContentHash.Key("demo", place.Station.StationId, quarter.ToString(), $"{told.Count}"));
        var named = arrival.Channel != "wechat" && dice.Chance(60);
        var draft = new OpinionDraft
        {
            StationId = station,
            Content = text,
            Channel = arrival.Channel,
            Category = dice.Chance(94) ? category : null,
            Place = dice.Chance(80) ? where : null,
            SenderName = named ? DemoNames.Resident(dice) : null,
            SenderPhone = named && dice.Chance(60) ? DemoNames.Phone(dice.Below(10_000)) : null,
            RepresentativeId = dice.Chance(Personal(arrival.Channel)) ? dice.Pick(people) : null,
            SourceKey = source,
        };
        return OpinionIntake.Receive(draft, new Call(arrival.Channel == Channels.WeChat ? Caller.Citizen : Staff, arrival.At), holidays);
    }

    private DemoTexts Texts => field ??= new DemoTexts(place, dice);

    /// <summary>How many in a hundred are given to one of the representatives.</summary>
    private static int Personal(string channel) => channel switch { "reception" => 70, "visit" => 80, "wechat" => 20, _ => 10 };
}
