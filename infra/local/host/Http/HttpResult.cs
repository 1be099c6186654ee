using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Local;

/// <summary>Writes what an HTTP function returned. A value that is no result leaves the answer as it is, as in Azure.</summary>
internal static class HttpResult
{
    public static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        IResult minimal => minimal.ExecuteAsync(http),
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        _ => Task.CompletedTask,
    };

    /// <summary>Whether a function may return an action result; only then is MVC worth starting.</summary>
    public static bool MayBeAction(Type returned) =>
        typeof(IActionResult).IsAssignableFrom(returned)
        || (returned.IsGenericType && Array.Exists(returned.GetGenericArguments(), typeof(IActionResult).IsAssignableFrom));
}
