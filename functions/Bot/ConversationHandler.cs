using Serverless.Access;
using Serverless.Actions;
using Serverless.Notices;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>Does what a push asks for, and says what the citizen reads.</summary>
public sealed class ConversationHandler(
    IntakeHandler intake, MoveHandler moves, SenderHandler senders, OpinionTable opinions, StationTable stations, RepresentativeTable people,
    DeliveryReportHandler reports, OpinionOptions options, WeChatOptions wechat)
{
    private const int OwnShown = 10;

    private StationId DefaultStation => Identifier.Read<StationId>(wechat.DefaultStation);

    public async Task<BotAnswer> AnswerAsync(Call call, WeChatPush push, CancellationToken cancel)
    {
        var sender = options.KeyOfOpenId(push.ToUserName, push.FromUserName);
        switch (BotIntent.Of(push))
        {
            case BotIntent.Report:
                return DeliveryReport.Of(push) is not { } report || await reports.TakeAsync(call, report, cancel) ? BotAnswer.Silence : BotAnswer.NotYet;
            case BotIntent.HandIn intent: return new(await TakeAsync(call, push, sender, intent.Content, cancel));
            case BotIntent.LookUp intent: return new(await LookUpAsync(sender, intent.Number, cancel));
            case BotIntent.Withdraw intent: return new(await WithdrawAsync(call, sender, intent.Number, cancel));
            case BotIntent.ListOwn: return new(BotReplies.Own(await senders.OwnAsync(call, sender, DefaultStation, OwnShown, cancel)));
            case BotIntent.Bind intent: return new(await BindAsync(call, push, sender, intent.Scene, cancel));
            case BotIntent.Unfollow:
                await senders.ForgetAsync(call, sender, push.CreateTime, cancel);
                return BotAnswer.Silence;
            case BotIntent.Help: return new(BotReplies.Help);
            case BotIntent.TooLong: return new(BotReplies.TooLong);
            case BotIntent.NotText: return new(BotReplies.NotText);
            default: return BotAnswer.Silence;
        }
    }

    private async Task<string> TakeAsync(Call call, WeChatPush push, string sender, string content, CancellationToken cancel)
    {
        var scan = (await senders.BindingAsync(call, sender, cancel)).At(push.CreateTime);
        var draft = new OpinionDraft
        {
            StationId = scan?.StationId ?? DefaultStation,
            Content = content,
            Channel = Channels.WeChat,
            RepresentativeId = scan?.RepresentativeId,
            SenderKey = sender,
            SourceKey = ContentHash.Key("wechat", WeChatPushId.Of(push)),
            SentAt = DateTimeOffset.FromUnixTimeSeconds(push.CreateTime),
        };
        return (await intake.TakeAsync(call, draft, cancel)).Refused(out var refusal, out var taken)
            ? BotReplies.Refused(refusal)
            : BotReplies.Received(taken.Value.Number, scan?.StationName);
    }

    private async Task<string> LookUpAsync(string sender, OpinionNumber number, CancellationToken cancel) =>
        await opinions.FindAsync(number, cancel) is { } opinion ? BotReplies.Progress(opinion, opinion.SenderKey == sender) : BotReplies.NotFound;

    /// <summary>Somebody else's number is "not found": who may not withdraw an opinion need not learn that it is there.</summary>
    private async Task<string> WithdrawAsync(Call call, string sender, OpinionNumber number, CancellationToken cancel)
    {
        var wish = new Wish<Opinion, OpinionStatus>(Withdraw.Entry, new Withdraw());
        if (!(await moves.MoveAsync(call, number, wish, opinion => opinion.SenderKey == sender ? null : OpinionRefusals.OpinionNotFound, cancel)).Refused(out var refusal, out var moved))
            return BotReplies.Progress(moved.Value, true);
        if (refusal.Code == OpinionRefusals.OpinionNotFound.Code) return BotReplies.NotFound;
        // The same wish again, or one that came too late: how it stands says more than the refusal.
        return await opinions.FindAsync(number, cancel) is { Status: OpinionStatus.Withdrawn } withdrawn ? BotReplies.Progress(withdrawn, true) : refusal.Detail;
    }

    private async Task<string> BindAsync(Call call, WeChatPush push, string sender, string scene, CancellationToken cancel)
    {
        if (await FindCodeAsync(scene, cancel) is not var (station, representative)) return BotReplies.CodeUnknown;
        await senders.BindAsync(call, sender, new Scan(push.CreateTime, station.StationId, station.Name, representative?.Id), cancel);
        return BotReplies.Bound(station.Name, representative?.Name);
    }

    /// <summary>The station of scene <c>s.{stationId}</c>, or the representative of <c>r.{id}</c> with the station he heads or belongs to.</summary>
    private async Task<(Station Station, Representative? Representative)?> FindCodeAsync(string scene, CancellationToken cancel)
    {
        var representative = scene.StartsWith("r.", StringComparison.Ordinal) && PersonId.TryParse(scene[2..], out var id) ? (await people.FindAsync(id, cancel))?.Person : null;
        var text = scene.StartsWith("s.", StringComparison.Ordinal) ? scene[2..] : (representative?.HeadOf ?? representative?.StationIds.FirstOrDefault())?.ToString();
        return StationId.TryParse(text, out var stationId) && await stations.FindAsync(stationId, cancel) is { } found ? (found.Station, representative) : null;
    }
}
