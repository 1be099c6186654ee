using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>The people who may sign in, for administrators.</summary>
public sealed class MemberEndpoints(MemberHandler members)
{
    /// <summary>One person who may sign in.</summary>
    [Function("GetMember"), Allow(Permission.ManageAccess), ShowsContacts]
    [Honours(HonoursAttribute.IfNoneMatch)]
    [Gives<Member>]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members/{id}")] HttpRequest request, string id, CancellationToken cancel) =>
        (await members.GetAsync(id, cancel)).Refused(out var refusal, out var member) ? AnswerHttp.Problem(refusal) : AnswerHttp.Ok(member.Value, member.Tag);

    /// <summary>The people who may sign in.</summary>
    [Function("ListMembers"), Allow(Permission.ManageAccess), ShowsContacts]
    [Queries(Paged = true), Gives<Listing<Member>>]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/members")] HttpRequest request, CancellationToken cancel)
    {
        return request.Page().Refused(out var refusal, out var page) ? AnswerHttp.Problem(refusal) : AnswerHttp.Ok(await members.ListAsync(page, cancel));
    }

    /// <summary>Enters or changes a member.</summary>
    [Function("PutMember"), Allow(Permission.ManageAccess)]
    [Honours(HonoursAttribute.IfMatch)]
    [Takes<MemberDraft>, Gives<Member>(200, 201)]
    public async Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/members/{id}")] HttpRequest request, string id, CancellationToken cancel)
    {
        if ((await request.ReadJsonAsync<MemberDraft>(cancel)).Refused(out var refusal, out var draft)) return AnswerHttp.Problem(refusal);
        if ((await members.PutAsync(request.Call(), id, draft, cancel)).Refused(out refusal, out var put)) return AnswerHttp.Problem(refusal);
        return put.IsNew ? AnswerHttp.Created($"/api/members/{put.Value.Id}", put.Value, put.Tag) : AnswerHttp.Ok(put.Value, put.Tag);
    }

    /// <summary>Removes a person who may sign in.</summary>
    [Function("RemoveMember"), Allow(Permission.ManageAccess)]
    [Honours(HonoursAttribute.IfMatch)]
    [Gives(null, 204)]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/members/{id}")] HttpRequest request, string id, CancellationToken cancel) =>
        await members.RemoveAsync(request.Call(), id, cancel) is { } refusal ? AnswerHttp.Problem(refusal) : TypedResults.NoContent();
}
