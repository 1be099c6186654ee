using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The machines that may call, for administrators.</summary>
public sealed class MachineEndpoints(MachineHandler machines)
{
    /// <summary>Enters a machine, whose key is shown once, or changes the rights of one that is there.</summary>
    [Function("PutCaller"), Allow(Permission.ManageAccess)]
    [Honours(HonoursAttribute.IfMatch)]
    [Takes<MachineDraft>, Gives<Machine>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/callers/{name}")] HttpRequest request, string name, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<MachineDraft>(cancel)).Refused(out var refusal, out var draft)) return AnswerHttp.Problem(refusal);
        if ((await machines.PutAsync(request.Call(), name, draft, cancel)).Refused(out refusal, out var put)) return AnswerHttp.Problem(refusal);
        return put.IsNew ? AnswerHttp.Created($"/api/callers/{put.Value.Name}", put.Value, put.Tag) : AnswerHttp.Ok(put.Value, put.Tag);
    }

    /// <summary>The machines that may call.</summary>
    [Function("ListCallers"), Allow(Permission.ManageAccess)]
    [Queries(Paged = true), Gives<Listing<Machine>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/callers")] HttpRequest request, CancellationToken cancel)
    {
        return request.Page().Refused(out var refusal, out var page) ? AnswerHttp.Problem(refusal) : AnswerHttp.Ok(await machines.ListAsync(page, cancel));
    }

    /// <summary>Revokes a machine's key.</summary>
    [Function("RevokeCaller"), Allow(Permission.ManageAccess)]
    [Honours(HonoursAttribute.IfMatch)]
    [Gives(null, 204)]
    public async Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/callers/{name}")] HttpRequest request, string name, CancellationToken cancel) =>
        await machines.RevokeAsync(request.Call(), name, cancel) is { } refusal ? AnswerHttp.Problem(refusal) : TypedResults.NoContent();
}
