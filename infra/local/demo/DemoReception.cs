using Serverless.Access;
using Serverless.Actions;
using Serverless.Calendar;
using Serverless.Occasions;
using Serverless.Platform;

namespace Serverless.Local.Demo;

/// <summary>A station's reception day and what its staff note about it.</summary>
/// <param name="Planned">As the calendar has it.</param>
/// <param name="Steps">What is decided, in order; empty when nothing is.</param>
internal sealed record DemoReception(Occasion Planned, IReadOnlyList<DemoReception.Step> Steps)
{
    /// <summary>So many days ahead it is known that a reception is moved or cancelled.</summary>
    private const int KnownAhead = 9;

    private static readonly string[] MoveReasons = ["接待室线路检修，改期举行", "与社区换届选举时间冲突，改期举行", "道路施工，居民出行不便，改期举行"];
    private static readonly string[] CancelReasons = ["站点整体搬迁，本次接待并入代表之家", "台风预警，暂停本次接待"];
    private static readonly string[] Notes = ["现场秩序良好，能答复的当场答复。", "居民关心停车和加装电梯问题较多。", "联合律师志愿者一起接待。", "两位代表上门接待行动不便的老人。"];

    public sealed record Step(Occasion After, OccasionJournal Entry);

    /// <summary>As it stands.</summary>
    public Occasion Occasion => Steps.Count == 0 ? Planned : Steps[^1].After;

    /// <param name="day">The reception day.</param>
    /// <param name="stationId">The station.</param>
    /// <param name="number">The station's number, which decides whether this is one of the few that are moved or cancelled.</param>
    /// <param name="rules">The hours.</param>
    /// <param name="holidays">The working days.</param>
    public static DemoReception Of(ReceptionDay day, StationId stationId, int number, ReceptionRules rules, HolidayCalendar holidays)
    {
        var dice = Dice.Of("reception", stationId, $"{day.NominalDate:yyyyMMdd}");
        var reception = new DemoReception(Occasion.Of(day, stationId, rules), []);
        var known = StationClock.InstantOf(day.Date.AddDays(-KnownAhead), new TimeOnly(15, 20));
        if (number == 20 + day.NominalDate.Month) return reception.Then(Cancel.Entry, new Cancel(dice.Pick(CancelReasons)), known);
        if (number == 50 + day.NominalDate.Month)
            reception = reception.Then(Move.Entry, new Move(holidays.AddWorkingDays(day.Date, 3), dice.Pick(MoveReasons)), known);
        if (dice.Chance(3)) return reception;
        var visitors = dice.Between(2, 9) + (dice.Chance(20) ? dice.Between(6, 18) : 0);
        return reception.Then(Hold.Entry, new Hold(visitors, dice.Chance(30) ? dice.Pick(Notes) : null), DemoHours.Within(reception.Occasion.End, 5 * 60, dice));
    }

    /// <summary>As it stood at an instant.</summary>
    public DemoReception Until(DateTimeOffset cut) => this with { Steps = [.. Steps.TakeWhile(step => step.Entry.At < cut)] };

    private DemoReception Then(ActionEntry<Occasion, OccasionStatus> action, IAction<Occasion> body, DateTimeOffset at)
    {
        var (wish, call) = (new Wish<Occasion, OccasionStatus>(action, body), new Call(DemoLives.Staff, at));
        if (wish.Apply(Occasion, call).Refused(out var refusal, out var after)) throw new InvalidOperationException(refusal.Code);
        return this with { Steps = [.. Steps, new Step(after, OccasionJournal.Of(wish, Occasion, after, call))] };
    }
}
