namespace Serverless.Opinions;

/// <summary>The ways an opinion comes in that the service itself names; stations add their own words, such as <c>reception</c>.</summary>
public static class Channels
{
    /// <summary>The citizen wrote to the official account.</summary>
    public const string WeChat = "wechat";

    /// <summary>Staff entered it and did not say how they got it.</summary>
    public const string Station = "station";
}
