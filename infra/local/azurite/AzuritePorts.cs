using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Local;

/// <summary>The ports of its three services; 0 takes a free one.</summary>
internal sealed partial record AzuritePorts(int Blob, int Queue, int Table)
{
    public static readonly AzuritePorts Free = new(0, 0, 0);

    /// <summary>Whether every service has said where it listens.</summary>
    public bool AreKnown => Blob > 0 && Queue > 0 && Table > 0;

    /// <summary>Takes in a line of its output.</summary>
    public AzuritePorts With(string line)
    {
        if (Listening().Match(line) is not { Success: true } match)
            return this;
        var port = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["service"].Value switch
        {
            "Blob" => this with { Blob = port },
            "Queue" => this with { Queue = port },
            _ => this with { Table = port },
        };
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://.*:(?<port>\d+)$")]
    private static partial Regex Listening();
}
