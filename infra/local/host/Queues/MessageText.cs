using Azure.Storage.Queues.Models;

namespace Serverless.Local;

/// <summary>The text of a message as the app sees it, out of the text on the wire.</summary>
internal static class MessageText
{
    /// <summary>The same message with its body decoded.</summary>
    /// <exception cref="FormatException">The text is not base64, though host.json says that texts are.</exception>
    public static QueueMessage Decode(QueueMessage raw, bool isBase64) =>
        isBase64 ? QueuesModelFactory.QueueMessage(
            raw.MessageId, raw.PopReceipt, new BinaryData(Bytes(raw)), raw.DequeueCount, raw.NextVisibleOn, raw.InsertedOn, raw.ExpiresOn)
        : raw;

    /// <summary>A message made by hand, for a function that is run through the admin route.</summary>
    public static QueueMessage ByHand(string text) =>
        QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), "", BinaryData.FromString(text), dequeueCount: 1);

    private static byte[] Bytes(QueueMessage raw)
    {
        try
        {
            return Convert.FromBase64String(raw.MessageText);
        }
        catch (FormatException)
        {
            throw new FormatException($"The message {raw.MessageId} is not base64; send it so, or set messageEncoding to none in host.json.");
        }
    }
}
