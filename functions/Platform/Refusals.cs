namespace Serverless.Platform;

/// <summary>
/// Every "no" a caller can get. README lists the same codes; a test keeps the two equal.
/// </summary>
public static class Refusals
{
    public static readonly Refusal BodyInvalid = new(400, "bodyInvalid", "请求内容不合规范", "请按接口说明修改请求内容后重新提交。");
    public static readonly Refusal BodyTooLarge = new(413, "bodyTooLarge", "请求内容过大", "请将内容缩小后重新提交。");
    public static readonly Refusal FieldsInvalid = new(400, "fieldsInvalid", "有字段不合规范", "请按 errors 中的提示修改后重新提交。");
    public static readonly Refusal QueryInvalid = new(400, "queryInvalid", "查询条件不合规范", "请检查查询条件后重试。");
    public static readonly Refusal PreconditionFailed = new(412, "preconditionFailed", "内容已被他人修改", "请重新读取最新内容，确认后再次提交。");
    public static readonly Refusal WriteConflict = new(409, "writeConflict", "内容正被他人修改", "请重新读取最新内容，确认后再次提交。");
    public static readonly Refusal StorageUnavailable = new(503, "storageUnavailable", "存储暂时不可用", "请稍后重试，已提交的内容不会丢失。") { RetryAfterSeconds = 5 };
    public static readonly Refusal Unexpected = new(500, "unexpected", "服务出现故障", "请稍后重试；如仍失败，请将时间告知管理员。");

    public static readonly Refusal CsvInvalid = new(400, "csvInvalid", "导入文件有误", "请按 errors 中的行列提示修改文件后重新导入，本次没有导入任何一行。");
    public static readonly Refusal StationNotFound = new(404, "stationNotFound", "没有这个站点", "请核对站点编号。");
    public static readonly Refusal RepresentativeNotFound = new(404, "representativeNotFound", "没有这位代表", "请核对代表编号。");
    public static readonly Refusal OccasionNotFound = new(404, "occasionNotFound", "没有这次活动", "请核对活动编号。");
    public static readonly Refusal OpinionNotFound = new(404, "opinionNotFound", "没有这条意见", "请核对受理编号，编号在提交成功的回复中。");
    public static readonly Refusal ActionUnknown = new(404, "actionUnknown", "没有这个操作", "请核对操作名称。");
    public static readonly Refusal MoveNotAllowed = new(409, "moveNotAllowed", "当前状态不能这样办理", "请先查看当前状态，再选择可办理的操作。");
    public static readonly Refusal MergeTargetInvalid = new(409, "mergeTargetInvalid", "不能并入这条意见", "请选择同一站点内仍在办理的另一条意见。");
    public static readonly Refusal SenderTooFrequent = new(429, "senderTooFrequent", "提交过于频繁", "请稍后再提交。");
    public static readonly Refusal QuarterInvalid = new(404, "quarterInvalid", "没有这个季度", "季度的写法是四位年份、Q 和 1 至 4，例如 2026Q4。");
    public static readonly Refusal ReportNotFound = new(404, "reportNotFound", "还没有这个季度的统计", "请先刷新该季度的统计，稍后再查看。");
    public static readonly Refusal HeadNotAllowed = new(409, "headNotAllowed", "不能担任站点负责人", "站点负责人须是区人大代表。请核对身份，或改由区人大代表负责。");
    public static readonly Refusal HeadTaken = new(409, "headTaken", "站点已有负责人", "一个站点只有一位负责人。请先免去现任负责人，再提交。");
}
