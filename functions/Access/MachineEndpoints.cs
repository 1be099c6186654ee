using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The machines that may call, for administrators (contract 2).</summary>
public sealed class MachineEndpoints(MachineHandler machines)
{
    [Function("PutCaller"), Allow(Permission.ManageAccess)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/callers/{name}")] HttpRequest request, string name, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<MachineDraft>(cancel)).Refused(out var refusal, out var draft)) return AnswerHttp.Problem(refusal);
        if ((await machines.PutAsync(name, draft, cancel)).Refused(out refusal, out var put)) return AnswerHttp.Problem(refusal);
        return put.IsNew ? AnswerHttp.Created($"/api/callers/{put.Value.Name}", put.Value) : AnswerHttp.Ok(put.Value);
    }

    [Function("ListCallers"), Allow(Permission.ManageAccess)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/callers")] HttpRequest request, CancellationToken cancel)
    {
        if (request.RefuseQuery("top", "continuation") is { } no) return AnswerHttp.Problem(no);
        return request.Page().Refused(out var refusal, out var page) ? AnswerHttp.Problem(refusal) : AnswerHttp.Ok(await machines.ListAsync(page, cancel));
    }

    [Function("RevokeCaller"), Allow(Permission.ManageAccess)]
    public async Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/callers/{name}")] HttpRequest request, string name, CancellationToken cancel) =>
        await machines.RevokeAsync(name, cancel) is { } refusal ? AnswerHttp.Problem(refusal) : TypedResults.NoContent();
}
