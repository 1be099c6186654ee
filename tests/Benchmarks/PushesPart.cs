using Azure.Data.Tables;
using Azure.Storage.Queues;
using Serverless.Local;
using Serverless.Opinions;
using Serverless.Stations;

namespace Serverless.Benchmarks;

/// <summary>Accepted pushes a second, beside storage alone and beside Node; rounds of the three take turns.</summary>
internal static class PushesPart
{
    private const int PerRound = 5_000;
    private const int Rounds = 5;
    private const string Accepted = "<Encrypt>";

    /// <param name="Rate">Pushes, or transactions, a second.</param>
    /// <param name="Cost">Milliseconds of the process's processor time for each.</param>
    private sealed record Turn(double Rate, double Cost);

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var program = await Published.HostAsync();
        var folder = Directory.CreateTempSubdirectory("benchmarks-");
        try
        {
            await using var azurite = await Azurite.StartInMemoryAsync(Console.Error.WriteLine);
            await using var host = await Server.HostAsync(program, azurite.ConnectionString, folder.FullName);
            await using var node = await NodeServer.StartAsync(azurite.ConnectionString);
            await using var bare = await BareProcess.StartAsync(azurite.ConnectionString);
            await new StationTable(new TableServiceClient(azurite.ConnectionString)).ImportAsync(Senders.Stations, CancellationToken.None);
            await Load.WarmAsync(host.Port, Senders.Opinions(20, 0), Accepted);
            await Load.WarmAsync(node.Port, Senders.Opinions(20, 0), Accepted);
            return [.. Figures(await RoundsAsync(azurite.ConnectionString, host, node, bare))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<(Turn Host, Turn Bare, Turn Node, double Whole)>> RoundsAsync(
        string connection, Server host, Server node, BareProcess bare)
    {
        var rounds = new List<(Turn Host, Turn Bare, Turn Node, double Whole)>();
        var (storage, hints) = (new TableServiceClient(connection), new QueueClient(connection, PendingQueue.QueueName));
        for (var round = 0; round <= Rounds; round++)
        {
            var requests = Senders.Opinions(PerRound, round * PerRound);
            // A scan is believed for a minute; a citizen who scans writes next.
            await Load.SendAsync(host.Port, Senders.Scans(), Accepted);
            await EmptyAsync(storage);
            var before = host.ProcessorTime;
            var ours = await TurnAsync(() => Load.SendAsync(host.Port, requests, Accepted), () => host.ProcessorTime);
            await FollowedAsync(hints, host);
            var whole = (host.ProcessorTime - before).TotalMilliseconds / PerRound;
            var alone = await TurnAsync(() => bare.RunAsync(PerRound), () => bare.ProcessorTime);
            var theirs = await TurnAsync(() => Load.SendAsync(node.Port, requests, Accepted), () => node.ProcessorTime);
            Console.Error.WriteLine($"round {round}: host {ours.Rate:F0}/s {ours.Cost:F3} ms (with indexing {whole:F3} ms), bare {alone.Rate:F0}/s {alone.Cost:F3} ms, node {theirs.Rate:F0}/s {theirs.Cost:F3} ms");
            // The first round warms all three up.
            if (round > 0) rounds.Add((ours, alone, theirs, whole));
        }
        return rounds;
    }

    /// <summary>Waits until all that follows the pushes is done, late hints too.</summary>
    private static async Task FollowedAsync(QueueClient hints, Server host)
    {
        do await host.QuietAsync();
        while ((await hints.GetPropertiesAsync()).Value.ApproximateMessagesCount > 0);
    }

    /// <summary>The emulator walks a partition at every write; on tables that fill up the last round would be the slowest.</summary>
    private static async Task EmptyAsync(TableServiceClient storage)
    {
        foreach (var table in (string[])[OpinionTable.TableName, BareTransactions.TableName, NodeServer.TableName])
        {
            await storage.DeleteTableAsync(table);
            await storage.CreateTableIfNotExistsAsync(table);
        }
    }

    private static async Task<Turn> TurnAsync(Func<Task<TimeSpan>> run, Func<TimeSpan> processor)
    {
        var before = processor();
        var took = await run();
        return new Turn(PerRound / took.TotalSeconds, (processor() - before).TotalMilliseconds / PerRound);
    }

    private static IEnumerable<Figure> Figures(List<(Turn Host, Turn Bare, Turn Node, double Whole)> rounds)
    {
        var rate = rounds.Select(round => round.Host.Rate).Median();
        var toBare = rounds.Select(round => round.Host.Rate / round.Bare.Rate).Median();
        var toNode = rounds.Select(round => round.Host.Rate / round.Node.Rate).Median();
        var cost = rounds.Select(round => round.Host.Cost / round.Node.Cost).Median();
        yield return new Figure(
            $"accepted pushes, {Senders.Count:N0} senders at {Senders.StationCount} stations, {Load.InFlight} in flight", $"{rate:N0}/s",
            $"{rounds.Select(round => round.Bare.Rate).Median():N0} bare transactions/s: {toBare:F2} of them", "at least 0.75", toBare >= 0.75);
        yield return new Figure(
            "the same beside a Node server that stores one row a push", $"{rate:N0}/s",
            $"{rounds.Select(round => round.Node.Rate).Median():N0}/s: {toNode:F2} of it", "at least 1", toNode >= 1);
        yield return new Figure(
            "processor time of the server for a push", $"{rounds.Select(round => round.Host.Cost).Median():F2} ms",
            $"Node {rounds.Select(round => round.Node.Cost).Median():F2} ms: {cost:F2} of it", "at most 0.5", cost <= 0.5);
        yield return new Figure(
            "the same with what follows a push later (the sender's own list)", $"{rounds.Select(round => round.Whole).Median():F2} ms",
            $"bare transaction {rounds.Select(round => round.Bare.Cost).Median():F2} ms");
    }
}
