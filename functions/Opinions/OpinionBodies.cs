using System.Text.RegularExpressions;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The body of <c>POST /api/opinions</c>.</summary>
public sealed partial record NewOpinionBody(
    string? StationId, string? Content, string? Channel, string? Category, string? Place, string? SenderName, string? SenderPhone, string? RepresentativeId)
{
    /// <summary>The draft it stands for, or what is wrong with each field. Text is taken as it was written, less the white space around it.</summary>
    public Outcome<OpinionDraft> ToDraft(string sourceKey, OpinionOptions options)
    {
        var errors = new FieldErrors()
            .Require(StationId is not null && Station().IsMatch(StationId), "stationId", "须填写站点编号，为 2 至 20 个小写字母或数字。")
            .Require(Content is not null && FieldErrors.IsText(Content, OpinionIntake.MaxContent), "content", $"须填写意见内容，为 1 至 {OpinionIntake.MaxContent} 个字，且不含控制字符。")
            .Text(Channel, "channel", 20).Text(Category, "category", 20).Text(Place, "place", 100).Text(SenderName, "senderName", 40)
            .Require(SenderPhone is null || Phone().IsMatch(SenderPhone), "senderPhone", "须为 5 至 20 位电话号码。")
            .Require(RepresentativeId is null || Representative().IsMatch(RepresentativeId), "representativeId", "须为代表编号。");
        return errors.ToRefusal() is { } refusal ? refusal : new OpinionDraft
        {
            StationId = StationId!,
            Content = Content!.Trim(),
            Channel = Channel?.Trim() ?? Channels.Station,
            Category = Category?.Trim(),
            Place = Place?.Trim(),
            SenderName = SenderName?.Trim(),
            SenderPhone = SenderPhone,
            RepresentativeId = RepresentativeId,
            SenderKey = options.KeyOfPerson(StationId!, SenderName?.Trim(), SenderPhone),
            SourceKey = sourceKey,
        };
    }

    [GeneratedRegex(@"^[a-z0-9]{2,20}\z")]
    private static partial Regex Station();

    [GeneratedRegex(@"^\+?[0-9][0-9-]{4,19}\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex Representative();
}

/// <summary>The body of an action that takes nothing but a remark; for <c>answer</c> it is the answer.</summary>
public sealed record NoteBody(string? Note)
{
    public Outcome<OpinionMove> ToMove(OpinionAction action) =>
        new FieldErrors().Text(Note, "note", OpinionMove.MaxText).ToRefusal() is { } refusal
            ? refusal
            : new OpinionMove { Action = action, Text = Note, Actor = "staff" };
}

/// <summary>The body of <c>reject</c>: why, and where the citizen should go instead. Both must be told (北京接诉即办条例 art. 11, 潍坊12345条例 art. 19).</summary>
public sealed record RejectBody(string? Reason, string? Channel)
{
    public Outcome<OpinionMove> ToMove() =>
        new FieldErrors()
            .Require(Reason is not null, "reason", "须填写不予受理的理由。").Text(Reason, "reason", OpinionMove.MaxText)
            .Require(Channel is not null, "channel", "须填写应当向哪里反映。").Text(Channel, "channel", 200)
            .ToRefusal() is { } refusal
            ? refusal
            : new OpinionMove { Action = OpinionAction.Reject, Text = Reason, ProperChannel = Channel, Actor = "staff" };
}

/// <summary>The body of <c>merge</c>: the number of the opinion it goes on in.</summary>
public sealed record MergeBody(string? Into)
{
    public Outcome<OpinionMove> ToMove() => OpinionNumber.TryParse(Into, out var into)
        ? new OpinionMove { Action = OpinionAction.Merge, Into = into.ToString(), Actor = "staff" }
        : new FieldErrors().Require(false, "into", "须填写另一条意见的受理编号。").ToRefusal()!;
}
