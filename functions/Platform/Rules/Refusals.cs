namespace Serverless.Platform;

/// <summary>
/// Every "no" that is no slice's own. Slices declare theirs; README lists them all, and a test keeps the two equal.
/// </summary>
public static class Refusals
{
    public static readonly Refusal BodyInvalid = new(400, "bodyInvalid", "请求内容不合规范", "请按接口说明修改请求内容后重新提交。");
    public static readonly Refusal BodyTooLarge = new(413, "bodyTooLarge", "请求内容过大", "请将内容缩小后重新提交。");
    public static readonly Refusal FieldsInvalid = new(400, "fieldsInvalid", "有字段不合规范", "请按 errors 中的提示修改后重新提交。");
    public static readonly Refusal QueryInvalid = new(400, "queryInvalid", "查询条件不合规范", "请检查查询条件后重试。");
    public static readonly Refusal HeaderInvalid = new(400, "headerInvalid", "请求头不合规范", "If-Match 和 Idempotency-Key 各只能写一次。");
    public static readonly Refusal PreconditionFailed = new(412, "preconditionFailed", "内容已被他人修改", "请重新读取最新内容，确认后再次提交。");
    public static readonly Refusal WriteConflict = new(409, "writeConflict", "内容正被他人修改", "请重新读取最新内容，确认后再次提交。");
    public static readonly Refusal IdempotencyKeyReused = new(422, "idempotencyKeyReused", "重复请求的内容不一致", "同一个 Idempotency-Key 只能用于同一个请求。请换一个新的键后重新提交。");
    public static readonly Refusal StorageUnavailable = new(503, "storageUnavailable", "存储暂时不可用", "请稍后重试。") { RetryAfterSeconds = 5 };
    public static readonly Refusal Unexpected = new(500, "unexpected", "服务出现故障", "请稍后重试；如仍失败，请将时间告知管理员。");

    public static readonly Refusal CsvInvalid = new(400, "csvInvalid", "导入文件有误", "请按 errors 中的行列提示修改文件后重新导入，本次没有导入任何一行。");
    public static readonly Refusal QuarterInvalid = new(404, "quarterInvalid", "没有这个季度", "季度的写法是四位年份、Q 和 1 至 4，例如 2026Q4。");
}
