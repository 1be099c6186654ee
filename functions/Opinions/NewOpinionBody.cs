using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The body of <c>POST /api/opinions</c>.</summary>
/// <param name="SenderId">A calling program's own id of its citizen, 1 to 100 characters; kept as a hash only.</param>
public sealed record NewOpinionBody(
    string? StationId, string? Content, string? Channel = null, string? Category = null, string? Place = null,
    string? SenderName = null, string? SenderPhone = null, string? SenderId = null, string? RepresentativeId = null)
{
    /// <summary>The draft it stands for, or what is wrong with each field. Text is taken as it was written, less the white space around it.</summary>
    public Outcome<OpinionDraft> ToDraft(Call call, OpinionOptions options)
    {
        var errors = new FieldErrors()
            .Require(Platform.StationId.TryParse(StationId, out var station), "stationId", "须填写站点编号，为 2 至 20 个小写字母或数字。")
            .Require(Content is not null && FieldErrors.IsText(Content, OpinionIntake.MaxContent), "content", $"须填写意见内容，为 1 至 {OpinionIntake.MaxContent} 个字，且不含控制字符。")
            .Require(Channel is null || Channels.All.Contains(Channel), "channel", $"须为以下之一：{string.Join('、', Channels.All)}。")
            .Text(Category, "category", 20).Text(Place, "place", 100).Text(SenderName, "senderName", 40).Text(SenderId, "senderId", 100)
            .Require(SenderPhone is null || FieldErrors.IsPhone(SenderPhone), "senderPhone", "须为 3 至 20 位电话号码。")
            .Require(PersonId.TryParse(RepresentativeId, out var person) || RepresentativeId is null, "representativeId", "须为代表编号。");
        return errors.ToRefusal() is { } refusal ? refusal : new OpinionDraft
        {
            StationId = station,
            Content = Content!.Trim(),
            Channel = Channel ?? (SenderId is null ? Channels.Station : Channels.Bot),
            Category = Category?.Trim(),
            Place = Place?.Trim(),
            SenderName = SenderName?.Trim(),
            SenderPhone = SenderPhone,
            RepresentativeId = RepresentativeId is null ? null : person,
            SenderKey = SenderId is null ? options.KeyOfPhone(SenderPhone) : options.KeyOfSender(call.Caller.Name, SenderId),
            // Without a key nothing tells a repeat from a second opinion in the same words.
            SourceKey = call.Repeat is { } repeat ? options.KeyOfSource(repeat.Id) : Guid.NewGuid().ToString("N"),
        };
    }
}
