namespace Serverless.Local.WeChat;

/// <summary>How the fake WeChat API fails a call instead of, or after, doing what was asked.</summary>
public abstract record WeChatFault
{
    /// <summary>No answer until the caller gives up.</summary>
    public static readonly WeChatFault Hang = new Hanging();

    /// <summary>A page of a proxy with status 500.</summary>
    public static readonly WeChatFault Http500 = new Raw(500, "<html>Internal Server Error</html>");

    /// <summary>Status 200 and no JSON.</summary>
    public static readonly WeChatFault NotJson = new Raw(200, "<html>maintenance</html>");

    /// <summary>An <c>errcode</c>.</summary>
    public static WeChatFault Code(int code) => new Coded(code);

    /// <summary>The call does its work, and then the caller learns something else: the case <c>client_msg_id</c> is for.</summary>
    public static WeChatFault AfterSending(WeChatFault fault) => new After(fault);

    internal sealed record Hanging : WeChatFault;

    internal sealed record Raw(int Status, string Body) : WeChatFault;

    internal sealed record Coded(int Value) : WeChatFault;

    internal sealed record After(WeChatFault Fault) : WeChatFault;
}
