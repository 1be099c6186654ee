namespace Serverless.Notices;

/// <summary>The way a notice takes to its recipient.</summary>
public enum NoticeChannel
{
    /// <summary>A template message (模板消息) of the official account.</summary>
    Wechat,
}
