using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Access;

namespace Serverless.Local;

/// <summary>
/// Asks for the master key of the host's own routes; the header wins over the query. The app's routes ask the app's gate.
/// </summary>
internal sealed class KeyGate(string masterKey)
{
    private readonly byte[] master = AccessKey.Hash(masterKey);

    /// <summary>The route for those who give the master key; others get a status without a word: 403 with the key of one of the app's callers, else 401.</summary>
    public RequestDelegate Guard(RequestDelegate route) => async http =>
    {
        var given = http.Request.Credentials(platformSignIn: false);
        if (AccessKey.Matches(given.Key ?? "", master)) await route(http);
        else http.Response.StatusCode = await IsACallersAsync(given, http) ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
    };

    private static async ValueTask<bool> IsACallersAsync(Credentials given, HttpContext http) =>
        http.RequestServices.GetService<WhoHandler>() is { } who && !(await who.WhoAsync(given, http.RequestAborted)).Refused(out _, out _);
}
