using Azure;
using Serverless.Platform;

namespace Serverless.Access;

/// <summary>People who may sign in: entered, changed, listed, removed.</summary>
public sealed class MemberHandler(MemberTable members, AgedCache<Member> known)
{
    public async Task<Outcome<Tagged<Member>>> GetAsync(string id, CancellationToken cancel) =>
        await FindAsync(id, cancel) is var (member, tag) ? new Tagged<Member>(member, tag) : AccessRefusals.MemberNotFound;

    public Task<Listing<Member>> ListAsync(PageRequest page, CancellationToken cancel) => members.PageAsync(page, cancel);

    public async Task<Outcome<Tagged<Member>>> PutAsync(Call call, string id, MemberDraft draft, CancellationToken cancel)
    {
        if (draft.ToMember(id).Refused(out var refusal, out var member)) return refusal;
        var before = await members.FindAsync(member.Id, cancel);
        if (!call.IfMatchAllows(before?.Tag)) return Refusals.PreconditionFailed;
        var written = await members.PutAsync(member, before, cancel);
        known.Clear();
        return written.Refused(out refusal, out var tag) ? refusal : new Tagged<Member>(member, tag, before is null);
    }

    /// <summary>Nobody signs in as this member any more: at once on this instance, within the age of what is remembered on every other.</summary>
    public async Task<Refusal?> RemoveAsync(Call call, string id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not var (member, tag)) return AccessRefusals.MemberNotFound;
        if (!call.IfMatchAllows(tag)) return Refusals.PreconditionFailed;
        var refusal = await members.RemoveAsync(member, tag, cancel);
        known.Clear();
        return refusal;
    }

    private async Task<(Member Member, ETag Tag)?> FindAsync(string id, CancellationToken cancel) =>
        AccessName.TryParse(id, out var name) ? await members.FindAsync(name, cancel) : null;
}
