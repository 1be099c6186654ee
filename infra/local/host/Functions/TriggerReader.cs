using System.Collections.ObjectModel;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.Local;

/// <summary>
/// Reads a trigger from the arguments written in the source, as the build of a real app does: what an attribute's
/// properties would say at run time does not count, so an HTTP trigger without a level asks for a function key.
/// What no function of the product says is refused, so that nothing is passed over in silence.
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
        if (Unknown(method, attribute) is { } what) throw Bad(function, $"has {what}, which this host does not know");
        try
        {
            return Read(function, at.Name!, attribute);
        }
        catch (FormatException fault)
        {
            throw Bad(function, $"cannot run: {fault.Message}");
        }
    }

    private Trigger Read(string function, string parameter, CustomAttributeData data) => data.AttributeType.Name switch
    {
        nameof(HttpTriggerAttribute) => Http(function, parameter, data),
        nameof(TimerTriggerAttribute) => new TimerTrigger(parameter, CronSchedule.Parse(Text(data))),
        nameof(QueueTriggerAttribute) => new QueueTrigger(parameter, Text(data)),
        var other => throw Bad(function, $"has a {other}, which this host does not know"),
    };

    /// <summary>What this host would have to pass over; null when it knows all that is said.</summary>
    private static string? Unknown(MethodInfo method, CustomAttributeData trigger)
    {
        if (method.IsDefined(typeof(RetryAttribute))) return "a retry attribute";
        if (!FunctionCall.Takes(method.ReturnType)) return "an answer that is no IResult";
        if (Array.Find(method.GetParameters(), parameter => !FunctionCall.Gives(parameter.ParameterType)) is { } odd) return $"a parameter of the type {odd.ParameterType.Name}";
        return trigger.NamedArguments.Select(argument => argument.MemberName).FirstOrDefault(name => name != "Route") is { } setting ? $"a trigger with {setting}" : null;
    }

    private static HttpTrigger Http(string function, string parameter, CustomAttributeData data)
    {
        if (data.ConstructorArguments is not [{ Value: (int)AuthorizationLevel.Anonymous }, { Value: ReadOnlyCollection<CustomAttributeTypedArgument> { Count: > 0 } methods }]
            || data.NamedArguments is not [{ TypedValue.Value: string route }])
            throw Bad(function, "must say the level Anonymous, since keys are the app's own affair here, its methods and its Route");
        if (route.Split('/')[0].ToLowerInvariant() is "admin" or "runtime") throw Bad(function, "has a route that begins with admin or runtime, which belong to the host");
        return new HttpTrigger(parameter, AuthorizationLevel.Anonymous, [.. methods.Select(method => ((string)method.Value!).ToUpperInvariant())], route);
    }

    /// <summary>The schedule or the queue's name, with each <c>%Name%</c> replaced by the app setting of that name.</summary>
    private string Text(CustomAttributeData data)
    {
        var text = (string)data.ConstructorArguments[0].Value!;
        var parts = text.Split('%');
        if (parts.Length % 2 == 0) throw new FormatException($"'{text}' has a single %");
        for (var at = 1; at < parts.Length; at += 2)
            parts[at] = setting(parts[at].Replace("__", ":")) ?? throw new FormatException($"there is no setting {parts[at]}");
        return string.Concat(parts);
    }

    private static InvalidOperationException Bad(string function, string reason) => new($"The function {function} {reason.TrimEnd('.')}.");
}
