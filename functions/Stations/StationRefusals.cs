using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Why a station cannot be had.</summary>
public static class StationRefusals
{
    public static readonly Refusal StationClosed = new(409, "stationClosed", "站点已停用", "这个站点不再接待群众，请选择其他站点。");
    public static readonly Refusal StationNotFound = new(404, "stationNotFound", "没有这个站点", "请核对站点编号。");
    public static readonly Refusal StationHasHistory = new(409, "stationHasHistory", "站点已有工作记录", "站点已有意见、代表、提醒或接待日记录，不能删除。请改为停用（status 填 closed）。");
}
