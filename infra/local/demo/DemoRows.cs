using Azure.Data.Tables;
using Serverless.Notices;
using Serverless.Opinions;

namespace Serverless.Local.Demo;

/// <summary>Opinions and notices as the product's tables store them.</summary>
internal static class DemoRows
{
    /// <summary>The opinion as it stands, and its journal.</summary>
    public static IEnumerable<TableEntity> Of(DemoLife life)
    {
        yield return OpinionRow.Write(life.Opinion);
        foreach (var step in life.Steps) yield return JournalRow.Write(step.Entry, step.After.Version);
    }

    public static TableEntity Of(Notice notice) => NoticeRow.Write(notice);
}
