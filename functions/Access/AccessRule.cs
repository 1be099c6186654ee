using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Access;

/// <summary>Whom a function lets in.</summary>
/// <param name="IsOpen">True when anyone may.</param>
/// <param name="AnyOf">Else who has one of these.</param>
/// <param name="ScopedByHandler">See <see cref="AllowAttribute.ScopedByHandler"/>.</param>
/// <param name="ShowsContacts">See <see cref="ShowsContactsAttribute"/>.</param>
/// <param name="Route">As its trigger has it: <c>api/opinions/{number}</c>.</param>
public sealed record AccessRule(bool IsOpen, IReadOnlyList<Permission> AnyOf, bool ScopedByHandler, bool ShowsContacts, string Route = "")
{
    /// <summary>The rule of what has none, and of what is not known: nobody.</summary>
    public static readonly AccessRule Nobody = new(false, [], false, false);

    /// <summary>True when the caller has one of the permissions.</summary>
    public bool Admits(Caller caller) => AnyOf.Any(caller.May);

    /// <summary>The rule a function carries in its source.</summary>
    /// <param name="function">Its name, as the host calls it.</param>
    /// <param name="entryPoint">Its method as the host knows it: <c>Serverless.Stations.StationEndpoints.Get</c>.</param>
    public static AccessRule Of(string function, string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        var type = dot > 0 ? typeof(AccessRule).Assembly.GetType(entryPoint[..dot]) : null;
        return type?.GetMethods().Where(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function).ToArray() is [var method] ? Of(method) : Nobody;
    }

    private static string RouteOf(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route).OfType<string>().FirstOrDefault("");

    /// <summary>The rule of a function's method.</summary>
    public static AccessRule Of(MethodInfo method)
    {
        if (method.IsDefined(typeof(AllowAnyoneAttribute))) return Nobody with { IsOpen = true };
        return method.GetCustomAttribute<AllowAttribute>() is { } allow
            ? new AccessRule(false, allow.AnyOf, allow.ScopedByHandler, method.IsDefined(typeof(ShowsContactsAttribute)), RouteOf(method))
            : Nobody;
    }
}
