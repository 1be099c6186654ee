using Azure.Data.Tables;
using Serverless.Notices;
using Serverless.Opinions;
using Serverless.Platform;

namespace Serverless.Local.Demo;

/// <summary>Opinions and notices as the product's tables store them.</summary>
internal static class DemoRows
{
    /// <summary>The opinion as it stands, and its journal.</summary>
    public static IEnumerable<TableEntity> Of(DemoLife life)
    {
        OpinionNumber.TryParse(life.Opinion.Number, out var number);
        yield return OpinionRow.Write(life.Opinion, number.Code);
        foreach (var step in life.Steps) yield return JournalRow.Write(step.Entry, step.After, number.Code);
    }

    public static TableEntity Of(Notice notice) => NoticeRow.Write(notice);
}
