using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Tests.Host;

public sealed record Errand(string Name, int Count);

public sealed class TextFunctions(Journal journal)
{
    [Function("Text")]
    public void Run([QueueTrigger("%Queue%")] string text, long dequeueCount, string id) => journal.Tell($"{text} {dequeueCount} {id.Length > 0}");
}

public sealed class ErrandFunctions(Journal journal)
{
    [Function("Errand")]
    public void Run([QueueTrigger("%Queue%")] Errand errand) => journal.Tell($"{errand.Name} {errand.Count}");
}

public sealed class MessageFunctions(Journal journal)
{
    [Function("Message")]
    public void Run([QueueTrigger("%Queue%")] QueueMessage message) => journal.Tell($"{message.Body} {message.DequeueCount} {message.InsertedOn is not null}");
}

public sealed class BytesFunctions(Journal journal)
{
    [Function("Bytes")]
    public void Run([QueueTrigger("%Queue%")] BinaryData bytes) => journal.Tell(Convert.ToHexString(bytes));
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
