using System.Collections.Concurrent;
using Grpc.Core;
using Serverless.Tests.Deployable.Rpc;

namespace Serverless.Tests.Deployable;

/// <summary>The host's end of the stream a worker opens: questions with their answers, and the worker's log.</summary>
public sealed class WorkerStream : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> asked = new();
    private readonly ConcurrentQueue<RpcLog> log = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly TaskCompletionSource<IServerStreamWriter<StreamingMessage>> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string WorkerId { get; } = Guid.NewGuid().ToString();

    /// <summary>Ends when the worker has said who it is.</summary>
    public Task Started => started.Task;

    public IReadOnlyList<RpcLog> Log => [.. log];

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken)) Take(message, responseStream);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // The worker was killed.
        }
        foreach (var question in asked.Values) question.TrySetException(new IOException("The worker's stream has ended."));
    }

    /// <summary>Sends a question and waits for its answer.</summary>
    /// <exception cref="TimeoutException">There was none.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage question, TimeSpan within)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        question.RequestId = Guid.NewGuid().ToString();
        asked[question.RequestId] = answer;
        await TellAsync(question);
        return await answer.Task.WaitAsync(within);
    }

    /// <summary>Sends what has no answer.</summary>
    public async Task TellAsync(StreamingMessage message)
    {
        var stream = await started.Task;
        // A stream takes one message at a time.
        await writing.WaitAsync();
        try
        {
            await stream.WriteAsync(message);
        }
        finally
        {
            writing.Release();
        }
    }

    private void Take(StreamingMessage message, IServerStreamWriter<StreamingMessage> answers)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.RpcLog) log.Enqueue(message.RpcLog);
        else if (message.StartStream is { } start && start.WorkerId == WorkerId) started.TrySetResult(answers);
        else if (asked.TryRemove(message.RequestId, out var question)) question.TrySetResult(message);
    }
}
