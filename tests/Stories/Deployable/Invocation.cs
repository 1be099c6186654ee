using System.Text.Json;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Tests.Deployable.Rpc;

namespace Serverless.Tests.Deployable;

/// <summary>What the host sends a worker for one run of a function: each trigger in the form the real host gives it.</summary>
internal static class Invocation
{
    /// <summary>The request itself goes to the worker over HTTP; here are only the values its parameters may take.</summary>
    public static InvocationRequest OfHttp(WorkerFunction function, HttpRequest request)
    {
        var invocation = Of(function, new TypedData { Http = new RpcHttp() });
        foreach (var (name, value) in request.RouteValues) invocation.TriggerMetadata[name] = new TypedData { String = (string)value! };
        invocation.TriggerMetadata["Query"] = Json(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        invocation.TriggerMetadata["Headers"] = Json(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        return invocation;
    }

    public static InvocationRequest OfTimer(WorkerFunction function) => Of(function, Json(new
    {
        Schedule = new { AdjustForDST = true },
        ScheduleStatus = new { Last = DateTime.MinValue, Next = DateTime.UtcNow, LastUpdated = DateTime.MinValue },
        IsPastDue = false,
    }));

    public static InvocationRequest OfMessage(WorkerFunction function, QueueMessage message)
    {
        var text = message.Body.ToString();
        var invocation = Of(function, function.IsDeferred ? Whole(message) : new TypedData { String = text });
        invocation.TriggerMetadata["QueueTrigger"] = new TypedData { String = text };
        invocation.TriggerMetadata["Id"] = new TypedData { String = message.MessageId };
        invocation.TriggerMetadata["PopReceipt"] = new TypedData { String = message.PopReceipt };
        invocation.TriggerMetadata["DequeueCount"] = Json(message.DequeueCount);
        invocation.TriggerMetadata["InsertionTime"] = Json(message.InsertedOn);
        invocation.TriggerMetadata["ExpirationTime"] = Json(message.ExpiresOn);
        invocation.TriggerMetadata["NextVisibleTime"] = Json(message.NextVisibleOn);
        return invocation;
    }

    private static InvocationRequest Of(WorkerFunction function, TypedData input) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = function.Id,
        InputData = { new ParameterBinding { Name = function.Parameter, Data = input } },
        // A worker takes both for granted.
        TraceContext = new RpcTraceContext { TraceParent = $"00-{Guid.NewGuid():N}-{Guid.NewGuid().ToString("N")[..16]}-01" },
        RetryContext = new RetryContext(),
    };

    private static TypedData Whole(QueueMessage message) => new()
    {
        ModelBindingData = new ModelBindingData
        {
            Version = "1.0",
            Source = "AzureStorageQueues",
            ContentType = "application/json",
            Content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(new
            {
                message.MessageId, message.PopReceipt, MessageText = message.Body.ToString(), message.DequeueCount,
                message.NextVisibleOn, message.InsertedOn, message.ExpiresOn,
            })),
        },
    };

    private static TypedData Json<T>(T value) => new() { Json = JsonSerializer.Serialize(value) };
}
