using Azure.Data.Tables;
using Serverless.Local;
using Serverless.Opinions;
using Serverless.Stations;

namespace Serverless.Benchmarks;

/// <summary>Accepted pushes a second beside Node, with few and with many in flight; rounds of the two take turns.</summary>
internal static class PushesPart
{
    private const int PerRound = 5_000;
    private const int Rounds = 5;
    private const string Accepted = "<Encrypt>";

    private static readonly int[] InFlight = [32, 256];

    /// <param name="Rate">Pushes a second.</param>
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
            var storage = new TableServiceClient(azurite.ConnectionString);
            await new StationTable(storage).ImportAsync(Senders.Stations, CancellationToken.None);
            await Load.WarmAsync(host.Port, Senders.Opinions(20, 0), Accepted);
            await Load.WarmAsync(node.Port, Senders.Opinions(20, 0), Accepted);
            var figures = new List<Figure>();
            for (var part = 0; part < InFlight.Length; part++)
                figures.AddRange(Figures(InFlight[part], await RoundsAsync(InFlight[part], part * (Rounds + 1) * PerRound, storage, host, node)));
            return figures;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<(Turn Host, Turn Node)>> RoundsAsync(int inFlight, int from, TableServiceClient storage, Server host, Server node)
    {
        var rounds = new List<(Turn Host, Turn Node)>();
        for (var round = 0; round <= Rounds; round++)
        {
            // A scan is believed for a minute; a citizen who scans writes next.
            await Load.SendAsync(host.Port, Senders.Scans(PerRound, from + (round * PerRound)), Accepted, inFlight);
            var requests = Senders.Opinions(PerRound, from + (round * PerRound));
            await EmptyAsync(storage);
            await host.QuietAsync();
            var ours = await TurnAsync(host, requests, inFlight);
            var theirs = await TurnAsync(node, requests, inFlight);
            Console.Error.WriteLine($"{inFlight} in flight, round {round}: host {ours.Rate:F0}/s {ours.Cost:F3} ms, node {theirs.Rate:F0}/s {theirs.Cost:F3} ms");
            // The first round warms both up.
            if (round > 0) rounds.Add((ours, theirs));
        }
        return rounds;
    }

    /// <summary>The emulator walks a partition at every write; on tables that fill up the last round would be the slowest.</summary>
    private static async Task EmptyAsync(TableServiceClient storage)
    {
        foreach (var table in (string[])[OpinionTable.TableName, NodeServer.TableName])
        {
            await storage.DeleteTableAsync(table);
            await storage.CreateTableIfNotExistsAsync(table);
        }
    }

    private static async Task<Turn> TurnAsync(Server server, IReadOnlyList<byte[]> requests, int inFlight)
    {
        var before = server.ProcessorTime;
        var took = await Load.SendAsync(server.Port, requests, Accepted, inFlight);
        return new Turn(PerRound / took.TotalSeconds, (server.ProcessorTime - before).TotalMilliseconds / PerRound);
    }

    private static IEnumerable<Figure> Figures(int inFlight, List<(Turn Host, Turn Node)> rounds)
    {
        var rate = rounds.Select(round => round.Host.Rate / round.Node.Rate).Median();
        var cost = rounds.Select(round => round.Host.Cost / round.Node.Cost).Median();
        yield return new Figure(
            $"accepted pushes, {Senders.Count:N0} senders at {Senders.StationCount} stations, {inFlight} in flight", $"{rounds.Select(round => round.Host.Rate).Median():N0}/s",
            $"a Node server that stores one row a push, {rounds.Select(round => round.Node.Rate).Median():N0}/s: {rate:F2} of it", "at least 1", rate >= 1);
        yield return new Figure(
            $"processor time of the server for a push, {inFlight} in flight", $"{rounds.Select(round => round.Host.Cost).Median():F2} ms",
            $"Node {rounds.Select(round => round.Node.Cost).Median():F2} ms: {cost:F2} of it", "at most 0.55", cost <= 0.55);
    }
}
