using System.Text;

namespace Serverless.WeChat;

/// <summary>One template message (模板消息).</summary>
/// <param name="ToUser">The receiver's openid.</param>
/// <param name="TemplateId">The template's id in the account.</param>
/// <param name="ClientMsgId">What the message is about and to whom: WeChat sends the same id to the same person once in ten minutes.</param>
/// <param name="Data">Values by the template's keys (<c>thing1</c>, <c>time2</c>, …), each cut to what its type takes.</param>
/// <param name="Url">What a tap opens, or null.</param>
public sealed record WeChatTemplateMessage(
    string ToUser, string TemplateId, string ClientMsgId, IReadOnlyList<KeyValuePair<string, string>> Data, string? Url = null)
{
    /// <summary>Says neither to whom nor what.</summary>
    public override string ToString() => $"{nameof(WeChatTemplateMessage)} {TemplateId} {ClientMsgId}";

    /// <summary>The body of the call.</summary>
    internal byte[] ToJson()
    {
        var json = new StringBuilder(512);
        json.Append("{\"touser\":").Append(WeChatJson.Quote(ToUser)).Append(",\"template_id\":").Append(WeChatJson.Quote(TemplateId));
        if (Url is not null) json.Append(",\"url\":").Append(WeChatJson.Quote(Url));
        json.Append(",\"client_msg_id\":").Append(WeChatJson.Quote(ClientMsgId)).Append(",\"data\":{");
        json.AppendJoin(',', Data.Select(pair => $"{WeChatJson.Quote(pair.Key)}:{{\"value\":{WeChatJson.Quote(WeChatTemplateValue.Fit(pair.Key, pair.Value))}}}"));
        return Encoding.UTF8.GetBytes(json.Append("}}").ToString());
    }
}
