using Serverless.Access;
using Serverless.Opinions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;
using Serverless.WeChat;

namespace Serverless.Bot;

/// <summary>Takes a citizen's words to the station they are bound to, and says where they went.</summary>
public sealed class HandInHandler(
    IntakeHandler intake, SenderHandler senders, StationTable stations, RepresentativeTable people, DefaultStationCache elsewhere, OpinionOptions options)
{
    // WeChat delivers within a second or two and again from the fifth on: what is older may have been taken before.
    private const int PromptSeconds = 4;

    public async Task<string> TakeAsync(Call call, WeChatPush push, string sender, string content, CancellationToken cancel)
    {
        var isPrompt = call.Now.ToUnixTimeSeconds() - push.CreateTime < PromptSeconds;
        // What another instance bound in the last minute is not known here; a push that may be a repeat is judged by the store's word.
        var binding = isPrompt ? await senders.BindingAsync(call, sender, cancel) : await senders.FreshBindingAsync(call, sender, cancel);
        var scan = binding.At(push.CreateTime);
        var fallback = scan is null || !isPrompt ? await elsewhere.FindAsync(cancel) : null;
        var (source, sentAt) = (options.KeyOfSource(WeChatPushId.Of(push)), DateTimeOffset.FromUnixTimeSeconds(push.CreateTime));
        var station = scan?.StationId ?? fallback?.StationId;
        var others = binding.Stations.Concat(fallback is null ? [] : [fallback.StationId]).Distinct().Where(other => other != station);
        if (!isPrompt && await intake.FindTakenAsync(call, source, sentAt, others, cancel) is { } taken) return await TellAsync(taken, cancel);
        if (station is null) return BotReplies.StationWanted;
        var draft = new OpinionDraft
        {
            StationId = station.Value, Content = content, Channel = Channels.WeChat, RepresentativeId = scan?.RepresentativeId, SenderKey = sender, SourceKey = source, SentAt = sentAt,
        };
        if ((await intake.TakeAsync(call, draft, cancel)).Refused(out var refusal, out var made)) return BotReplies.Refused(refusal);
        return made.Value.RepresentativeId == scan?.RepresentativeId
            ? BotReplies.Received(made.Value.Number, scan?.StationName ?? fallback!.Name, scan?.RepresentativeName)
            : await TellAsync(made.Value, cancel);
    }

    /// <summary>What the first delivery was answered, when it went elsewhere than this one would.</summary>
    private async Task<string> TellAsync(Opinion taken, CancellationToken cancel)
    {
        var name = (await stations.FindAsync(taken.StationId, cancel))?.Station.Name ?? taken.StationId.ToString();
        var person = taken.RepresentativeId is { } id ? (await people.FindAsync(id, cancel))?.Person.Name : null;
        return BotReplies.Received(taken.Number, name, person);
    }
}
