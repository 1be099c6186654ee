using System.Globalization;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Local;

/// <summary>The values a trigger brings beside itself, which parameters of the same name take: a route's or a message's.</summary>
internal static class TriggerData
{
    public static IReadOnlyDictionary<string, object?> Of(LocalContext context) =>
        context.Http is { } http ? http.Request.RouteValues
        : context.Message is { } message ? OfMessage(message)
        : new Dictionary<string, object?>();

    private static Dictionary<string, object?> OfMessage(QueueMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = message.MessageId,
        ["dequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["popReceipt"] = message.PopReceipt,
        ["insertionTime"] = Instant(message.InsertedOn),
        ["expirationTime"] = Instant(message.ExpiresOn),
        ["nextVisibleTime"] = Instant(message.NextVisibleOn),
        ["queueTrigger"] = message.Body.ToString(),
    };

    private static string? Instant(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture);
}
