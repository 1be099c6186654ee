using Serverless.Platform;

namespace Serverless.Stations;

/// <summary>Why a station cannot be had.</summary>
public static class StationRefusals
{
    public static readonly Refusal StationNotFound = new(404, "stationNotFound", "没有这个站点", "请核对站点编号。");
}
