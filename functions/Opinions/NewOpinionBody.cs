using System.Text.RegularExpressions;
using Serverless.Platform;
using Serverless.Representatives;
using Serverless.Stations;

namespace Serverless.Opinions;

/// <summary>The body of <c>POST /api/opinions</c>.</summary>
public sealed partial record NewOpinionBody(
    string? StationId, string? Content, string? Channel, string? Category, string? Place, string? SenderName, string? SenderPhone, string? RepresentativeId)
{
    /// <summary>The draft it stands for, or what is wrong with each field. Text is taken as it was written, less the white space around it.</summary>
    public Outcome<OpinionDraft> ToDraft(string sourceKey, OpinionOptions options)
    {
        var errors = new FieldErrors()
            .Require(Station.IsId(StationId), "stationId", "须填写站点编号，为 2 至 20 个小写字母或数字。")
            .Require(Content is not null && FieldErrors.IsText(Content, OpinionIntake.MaxContent), "content", $"须填写意见内容，为 1 至 {OpinionIntake.MaxContent} 个字，且不含控制字符。")
            .Text(Channel, "channel", 20).Text(Category, "category", 20).Text(Place, "place", 100).Text(SenderName, "senderName", 40)
            .Require(SenderPhone is null || Phone().IsMatch(SenderPhone), "senderPhone", "须为 5 至 20 位电话号码。")
            .Require(RepresentativeId is null || Representative.IsId(RepresentativeId), "representativeId", "须为代表编号。");
        return errors.ToRefusal() is { } refusal ? refusal : new OpinionDraft
        {
            StationId = StationId!,
            Content = Content!.Trim(),
            Channel = Channel?.Trim() ?? Channels.Station,
            Actor = "staff",
            Category = Category?.Trim(),
            Place = Place?.Trim(),
            SenderName = SenderName?.Trim(),
            SenderPhone = SenderPhone,
            RepresentativeId = RepresentativeId,
            SenderKey = options.KeyOfPerson(StationId!, SenderName?.Trim(), SenderPhone),
            SourceKey = sourceKey,
        };
    }

    [GeneratedRegex(@"^\+?[0-9][0-9-]{4,19}\z")]
    private static partial Regex Phone();
}
