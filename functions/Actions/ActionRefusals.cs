using Serverless.Platform;

namespace Serverless.Actions;

/// <summary>Why something cannot be done to a thing.</summary>
public static class ActionRefusals
{
    public static readonly Refusal ActionUnknown = new(404, "actionUnknown", "没有这个操作", "请核对操作名称。");
    public static readonly Refusal MoveNotAllowed = new(409, "moveNotAllowed", "当前状态不能这样办理", "请先查看当前状态，再选择可办理的操作。");
}
