using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.Local;

/// <summary>What host.json says, with the real host's defaults for what it leaves out.</summary>
/// <param name="RoutePrefix"><c>extensions.http.routePrefix</c>; empty removes it.</param>
/// <param name="FunctionTimeout">How long a timer or queue function may run before it is told to stop.</param>
/// <param name="Queues"><c>extensions.queues</c>.</param>
/// <param name="Logging"><c>logging</c>, in the framework's own form.</param>
public sealed record HostJson(string RoutePrefix, TimeSpan FunctionTimeout, QueueRules Queues, IConfiguration Logging)
{
    /// <exception cref="FormatException">A value is outside its range; the message names it.</exception>
    public static HostJson Read(string path)
    {
        try
        {
            using var text = File.OpenRead(path);
            return From(new ConfigurationBuilder().AddJsonStream(text).Build());
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or ValidationException)
        {
            throw new FormatException($"host.json cannot be read: {fault.Message}", fault);
        }
    }

    private static HostJson From(IConfiguration json)
    {
        var queues = json.GetSection("extensions:queues").Get<QueueRules>() ?? new QueueRules();
        Validator.ValidateObject(queues, new ValidationContext(queues), validateAllProperties: true);
        return new HostJson(
            (json["extensions:http:routePrefix"] ?? "api").Trim('/'), json.GetValue("functionTimeout", TimeSpan.FromMinutes(30)), queues, json.GetSection("logging"));
    }
}
