using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Tests.Host;

public sealed class TextFunctions(Journal journal)
{
    [Function("Text")]
    public void Run([QueueTrigger("%Queue%")] string text) => journal.Tell(text);
}

public sealed class MessageFunctions(Journal journal)
{
    [Function("Message")]
    public void Run([QueueTrigger("%Queue%")] QueueMessage message) => journal.Tell($"{message.Body} {message.DequeueCount} {message.InsertedOn is not null}");
}

public sealed class HopelessFunctions(Journal journal)
{
    [Function("Hopeless")]
    public void Run([QueueTrigger("%Queue%")] QueueMessage message)
    {
        journal.Tell($"try {message.DequeueCount}");
        throw new InvalidOperationException("no luck");
    }
}

public sealed class HeldFunctions(Journal journal)
{
    [Function("Held")]
    public async Task Run([QueueTrigger("%Queue%")] string text, CancellationToken cancel)
    {
        await journal.HoldAsync(cancel);
        journal.Tell(text);
    }
}
