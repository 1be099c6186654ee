using Serverless.Access;
using Serverless.Calendar;
using Serverless.Notices;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>Does what a push asks for, and says what the citizen reads.</summary>
public sealed class ConversationEndpoints(
    OpinionTable opinions, SenderTable senders, SenderMemory memory, PendingQueue pending, StationTable stations, RepresentativeTable people,
    DeliveryReportHandler reports, OpinionOptions options, WeChatOptions wechat, HolidayCalendar holidays, StationClock clock)
{
    private const int OwnShown = 10;

    public async Task<BotAnswer> AnswerAsync(WeChatPush push, CancellationToken cancel)
    {
        var sender = options.KeyOfOpenId(push.ToUserName, push.FromUserName);
        return BotIntent.Of(push) switch
        {
            BotIntent.Report => DeliveryReport.Of(push) is not { } report || await reports.TakeAsync(new Call(Caller.Citizen, clock.Now), report, cancel) ? BotAnswer.Silence : BotAnswer.NotYet,
            BotIntent.HandIn intent => new(await TakeAsync(push, sender, intent.Content, cancel)),
            BotIntent.LookUp intent => new(await LookUpAsync(sender, intent.Number, cancel)),
            BotIntent.Withdraw intent => new(await WithdrawAsync(sender, intent.Number, cancel)),
            BotIntent.ListOwn => new(BotReplies.Own(await senders.OwnAsync(sender, OwnShown, cancel))),
            BotIntent.Bind intent => new(await BindAsync(push, sender, intent.Scene, cancel)),
            BotIntent.Unfollow => await ForgetAsync(sender, cancel),
            BotIntent.Help => new(BotReplies.Help),
            BotIntent.TooLong => new(BotReplies.TooLong),
            BotIntent.NotText => new(BotReplies.NotText),
            _ => BotAnswer.Silence,
        };
    }

    private async Task<string> TakeAsync(WeChatPush push, string sender, string content, CancellationToken cancel)
    {
        var scan = (await senders.BindingAsync(sender, memory, clock.Now, cancel)).At(push.CreateTime);
        var source = ContentHash.Key("wechat", WeChatPushId.Of(push));
        var draft = new OpinionDraft
        {
            StationId = scan?.StationId ?? wechat.DefaultStation,
            Content = content,
            Channel = Channels.WeChat,
            Actor = "citizen",
            RepresentativeId = scan?.RepresentativeId,
            SenderKey = sender,
            SourceKey = source,
        };
        if (memory.Count(sender, OpinionNumber.Of(Identifier.Read<StationId>(draft.StationId), clock.Today, source).ToString(), clock.Now) is { } seconds) return BotReplies.TooFrequent(seconds);
        var (opinion, _) = await opinions.AddAsync(draft, clock.Now, OpinionIntake.DueOn(clock.Today, holidays), cancel);
        pending.Touch(opinion);
        return BotReplies.Received(opinion.Number, scan?.StationName);
    }

    private async Task<string> LookUpAsync(string sender, OpinionNumber number, CancellationToken cancel) =>
        await opinions.FindAsync(number, cancel) is { } found
            ? BotReplies.Progress(found.Opinion, found.Opinion.SenderKey == sender)
            : BotReplies.NotFound;

    private async Task<string> WithdrawAsync(string sender, OpinionNumber number, CancellationToken cancel)
    {
        // Somebody else's number is "not found": who may not withdraw an opinion need not learn that it is there.
        if (await opinions.FindAsync(number, cancel) is not { } found || found.Opinion.SenderKey != sender) return BotReplies.NotFound;
        var (before, now) = (found.Opinion, clock.Now);
        if (before.Status is OpinionStatus.Withdrawn) return BotReplies.Progress(before, true);
        var move = new OpinionMove { Action = OpinionAction.Withdraw, Actor = "citizen" };
        if (move.Apply(before, now).Refused(out var refusal, out var after)) return refusal.Detail;
        return (await opinions.MoveAsync(after, move.Entry(before, after, now), found.Tag, null, null, cancel)).Refused(out refusal, out after)
            ? refusal.Detail
            : BotReplies.Progress(after, true);
    }

    private async Task<string> BindAsync(WeChatPush push, string sender, string scene, CancellationToken cancel)
    {
        if (await FindCodeAsync(scene, cancel) is not var (station, representative)) return BotReplies.CodeUnknown;
        var scan = new Scan(push.CreateTime, station.StationId, station.Name, representative?.Id);
        var known = await senders.BindAsync(sender, scan, cancel);
        memory.Learn(sender, known.Binding, known.Sent.Since(clock.Now - SenderMemory.Hour), clock.Now);
        return BotReplies.Bound(station.Name, representative?.Name);
    }

    /// <summary>The station of scene <c>s.{stationId}</c>, or the representative of <c>r.{id}</c> with the station he heads or belongs to.</summary>
    private async Task<(Station Station, Representative? Representative)?> FindCodeAsync(string scene, CancellationToken cancel)
    {
        var representative = scene.StartsWith("r.", StringComparison.Ordinal) ? (await people.FindAsync(scene[2..], cancel))?.Person : null;
        var stationId = scene.StartsWith("s.", StringComparison.Ordinal) ? scene[2..] : representative?.HeadOf ?? representative?.StationIds.FirstOrDefault();
        return stationId is not null && await stations.FindAsync(stationId, cancel) is { } found ? (found.Station, representative) : null;
    }

    /// <summary>WeChat's rule: who unfollows is forgotten. The opinions stay, with nothing that leads back to him but a key.</summary>
    private async Task<BotAnswer> ForgetAsync(string sender, CancellationToken cancel)
    {
        memory.Forget(sender);
        await senders.ForgetAsync(sender, cancel);
        return BotAnswer.Silence;
    }
}
