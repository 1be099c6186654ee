namespace Serverless.Opinions;

/// <summary>The ways an opinion comes in (来源渠道); there are no others, since statistics count by them.</summary>
public static class Channels
{
    public static readonly IReadOnlyList<string> All = [WeChat, Station, "reception", "visit", "phone", "meeting", "web", Bot];

    /// <summary>The citizen wrote to the official account.</summary>
    public const string WeChat = "wechat";

    /// <summary>Staff entered it and did not say how they got it.</summary>
    public const string Station = "station";

    /// <summary>A program handed it in and did not say how it got it.</summary>
    public const string Bot = "bot";
}
