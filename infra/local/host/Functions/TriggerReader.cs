using System.Collections.ObjectModel;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Local;

/// <summary>
/// Reads a trigger from the arguments written in the source, as the build of a real app does: what an attribute's
/// properties would say at run time does not count, so an HTTP trigger without a level asks for a function key.
/// </summary>
internal sealed class TriggerReader(Func<string, string?> setting)
{
    public Trigger Read(string function, MethodInfo method)
    {
        var found = (from parameter in method.GetParameters()
                     from data in parameter.GetCustomAttributesData()
                     where data.AttributeType.IsSubclassOf(typeof(TriggerBindingAttribute))
                     select (parameter, data)).ToArray();
        if (found is not [var (at, attribute)]) throw Bad(function, $"has {found.Length} triggers instead of one");
        try
        {
            return Read(function, at.Name!, attribute, method.ReturnType);
        }
        catch (FormatException fault)
        {
            throw Bad(function, $"cannot run: {fault.Message}");
        }
    }

    private Trigger Read(string function, string parameter, CustomAttributeData data, Type returned)
    {
        if (data.AttributeType == typeof(HttpTriggerAttribute)) return Http(function, parameter, data, returned);
        if (data.AttributeType == typeof(TimerTriggerAttribute)) return Timer(parameter, data);
        if (data.AttributeType == typeof(QueueTriggerAttribute)) return Queue(function, parameter, data);
        throw Bad(function, $"has a trigger this host does not know: {data.AttributeType.Name}");
    }

    private static HttpTrigger Http(string function, string parameter, CustomAttributeData data, Type returned)
    {
        var level = AuthorizationLevel.Function;
        string[] methods = [];
        foreach (var argument in data.ConstructorArguments)
        {
            if (argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> listed)
                methods = [.. listed.Select(method => ((string)method.Value!).ToUpperInvariant())];
            else if (argument.Value is int number) level = (AuthorizationLevel)number;
        }
        if (level != AuthorizationLevel.Anonymous) throw Bad(function, $"has the level {level}, but keys are the app's own affair here: it must be Anonymous");
        if (Array.Exists([returned, .. returned.GenericTypeArguments], typeof(IActionResult).IsAssignableFrom)) throw Bad(function, "answers with an IActionResult; this host knows IResult");
        var route = Named<string>(data, "Route");
        if (IsReserved(route ?? function)) throw Bad(function, "has a route that begins with admin or runtime, which belong to the host");
        return new HttpTrigger(parameter, level, methods, route);
    }

    private QueueTrigger Queue(string function, string parameter, CustomAttributeData data) =>
        Named<string>(data, "Connection") is null
            ? new QueueTrigger(parameter, Resolve((string)data.ConstructorArguments[0].Value!))
            : throw Bad(function, "names a connection of its own; this host has AzureWebJobsStorage alone");

    private TimerTrigger Timer(string parameter, CustomAttributeData data)
    {
        var schedule = CronSchedule.Parse(Resolve((string)data.ConstructorArguments[0].Value!));
        var monitor = Named<bool?>(data, "UseMonitor") ?? true;
        return new TimerTrigger(parameter, schedule, monitor && !schedule.IsWithinMinute, Named<bool?>(data, "RunOnStartup") ?? false);
    }

    private static bool IsReserved(string route) => route.Split('/')[0].ToLowerInvariant() is "admin" or "runtime";

    private static T? Named<T>(CustomAttributeData data, string name)
    {
        foreach (var argument in data.NamedArguments)
            if (argument.MemberName == name) return (T?)argument.TypedValue.Value;
        return default;
    }

    /// <summary>Replaces each <c>%Name%</c> by the app setting of that name.</summary>
    private string Resolve(string text)
    {
        var parts = text.Split('%');
        if (parts.Length % 2 == 0) throw new FormatException($"'{text}' has a single %");
        for (var at = 1; at < parts.Length; at += 2)
            parts[at] = setting(parts[at].Replace("__", ":")) ?? throw new FormatException($"there is no setting {parts[at]}");
        return string.Concat(parts);
    }

    private static InvalidOperationException Bad(string function, string reason) => new($"The function {function} {reason.TrimEnd('.')}.");
}
