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
    HandInHandler handIn, MoveHandler moves, SenderHandler senders, OpinionTable opinions, StationTable stations, RepresentativeTable people,
    DefaultStationCache elsewhere, BindingHandler bindings, DeliveryReportHandler reports, OpinionOptions options)
{
    private const int OwnShown = 10;

    private const int StationsShown = 10;

    // Each conflict means that staff got in with a move, so a few settle any race.
    private const int MostConflicts = 5;

    public async Task<BotAnswer> AnswerAsync(Call call, WeChatPush push, CancellationToken cancel)
    {
        var sender = options.KeyOfOpenId(push.ToUserName, push.FromUserName);
        var wanted = BotIntent.Of(push);
        switch (wanted)
        {
            case BotIntent.Report:
                return DeliveryReport.Of(push) is not { } report || await reports.TakeAsync(call, report, cancel) ? BotAnswer.Silence : BotAnswer.NotYet;
            case BotIntent.HandIn intent: return new(await handIn.TakeAsync(call, push, sender, intent.Content, cancel));
            case BotIntent.LookUp intent: return new(await LookUpAsync(sender, intent.Number, cancel));
            case BotIntent.Withdraw intent: return new(await WithdrawAsync(call, sender, intent.Number, cancel));
            case BotIntent.ListOwn: return new(BotReplies.Own(await senders.OwnAsync(call, sender, (await elsewhere.FindAsync(cancel))?.StationId, OwnShown, cancel)));
            case BotIntent.Bind intent: return new(await ScanAsync(call, push, sender, intent.Scene, cancel));
            case BotIntent.Connect intent:
                return new((await bindings.BindAsync(call, intent.Code, push.FromUserName, cancel)).Refused(out var refusal, out var person) ? refusal.Detail : BotReplies.Connected(person.Name));
            case BotIntent.Choose intent: return new(await ChooseAsync(call, push, sender, intent.Name, cancel));
            case BotIntent.Unfollow:
                await senders.ForgetAsync(call, sender, push.CreateTime, cancel);
                return BotAnswer.Silence;
            default: return BotReplies.Said(wanted) is { } said ? new(said) : BotAnswer.Silence;
        }
    }

    private async Task<string> LookUpAsync(string sender, OpinionNumber number, CancellationToken cancel)
    {
        if (await opinions.FindAsync(number, cancel) is not { } opinion) return BotReplies.NotFound;
        var root = opinion.Status == OpinionStatus.Merged ? await opinions.RootAsync(opinion, cancel) : null;
        var isSender = opinion.SenderKey == sender;
        // What the sender has read, staff can not undo as if it had not been said.
        if (isSender)
            foreach (var read in new[] { opinion, root })
                if (read is { Reply: not null } or { RejectReason: not null } or { Status: OpinionStatus.Closed }) await opinions.NoteReadAsync(read, cancel);
        return BotReplies.Progress(opinion, isSender, root);
    }

    /// <summary>Somebody else's number is "not found": who may not withdraw an opinion need not learn that it is there.</summary>
    private async Task<string> WithdrawAsync(Call call, string sender, OpinionNumber number, CancellationToken cancel)
    {
        var wish = new Wish<Opinion, OpinionStatus>(Withdraw.Entry, new Withdraw());
        for (var conflicts = 0; ; conflicts++)
        {
            var outcome = await moves.MoveAsync(call, number, wish, opinion => opinion.SenderKey == sender ? null : OpinionRefusals.OpinionNotFound, cancel);
            if (!outcome.Refused(out var refusal, out var moved)) return BotReplies.Progress(moved.Value, true);
            if (refusal.Code == OpinionRefusals.OpinionNotFound.Code) return BotReplies.NotYours;
            if (refusal.Code != Refusals.WriteConflict.Code || conflicts == MostConflicts) break;
        }
        // What stands in the way is said to clerks; the citizen is told how it is.
        return await opinions.FindAsync(number, cancel) is { } opinion ? BotReplies.NotWithdrawn(opinion) : BotReplies.NotFound;
    }

    private async Task<string> ScanAsync(Call call, WeChatPush push, string sender, string scene, CancellationToken cancel) =>
        await FindCodeAsync(scene, cancel) is var (station, representative) ? await BindAsync(call, push, sender, station, representative, cancel) : BotReplies.CodeUnknown;

    private async Task<string> ChooseAsync(Call call, WeChatPush push, string sender, string name, CancellationToken cancel)
    {
        var all = (await stations.AllAsync(cancel)).Where(station => station.Status == StationStatus.Active).ToArray();
        var found = all.Where(station => station.Name == name || station.StationId.ToString() == name.ToLowerInvariant()).ToArray();
        if (found.Length == 0) found = [.. all.Where(station => station.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [] => BotReplies.NoSuchStation(name),
            [var only] => await BindAsync(call, push, sender, only, null, cancel),
            _ => BotReplies.ManyStations([.. found.Take(StationsShown)], found.Length),
        };
    }

    private async Task<string> BindAsync(Call call, WeChatPush push, string sender, Station station, Representative? representative, CancellationToken cancel)
    {
        if (station.Status != StationStatus.Active) return BotReplies.Closed(station.Name);
        await senders.BindAsync(call, sender, new Scan(push.CreateTime, station.StationId, station.Name, representative?.Id, representative?.Name), cancel);
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
