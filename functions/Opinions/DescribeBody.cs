using Serverless.Access;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>The body of <c>PATCH /api/opinions/{number}</c>: what is absent stays as it is, an empty text takes away.</summary>
/// <param name="Category">Up to 20 characters.</param>
/// <param name="Place">Where the matter is, in words, up to 100 characters.</param>
public sealed record DescribeBody(string? Category = null, string? Place = null)
{
    /// <summary>What is wrong with the fields, or null.</summary>
    public Refusal? Check() => new FieldErrors()
        .Require(Category is not null || Place is not null, "category", "请填写 category 或 place。")
        .Text(Category is "" ? null : Category, "category", 20).Text(Place is "" ? null : Place, "place", 100).ToRefusal();

    /// <param name="countsAnew">Whether the quarter it came in counts it by the new category.</param>
    internal Opinion Change(Opinion opinion, bool countsAnew)
    {
        var (category, place) = (Or(Category, opinion.Category), Or(Place is null ? null : TextMask.Of(Place).Text, opinion.Place));
        return opinion with { Category = category, Place = place, CountedCategory = countsAnew ? category : opinion.CountedCategory };
    }

    internal JournalEntry Entry(Opinion before, Opinion after, Call call) => new()
    {
        Number = after.Number, At = after.ChangedAt, Action = "describe", From = before.Status, To = after.Status, Actor = call.Caller.Name,
        Note = string.Join('，', new[] { Said("类别", before.Category, after.Category), Said("地点", before.Place, after.Place) }.OfType<string>()),
    };

    private static string? Or(string? said, string? was) => said is null ? was : said.Trim() is { Length: > 0 } text ? text : null;

    private static string? Said(string what, string? before, string? after) => before == after ? null : $"{what}：{before ?? "无"}改为{after ?? "无"}";
}
