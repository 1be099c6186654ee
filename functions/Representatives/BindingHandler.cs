using Serverless.Access;
using Serverless.Platform;
using Serverless.Stations;

namespace Serverless.Representatives;

/// <summary>Makes WeChat users known as representatives (绑定): codes for them, and what becomes of a code that is sent.</summary>
public sealed class BindingHandler(RepresentativeTable people, BindingTable bindings, StationTable stations, PersonScopeHandler scope, BindingGuessCache guesses)
{
    /// <summary>A code for one person, all of whose stations must be within the caller's scope.</summary>
    public async Task<Outcome<Made<NewBindingCode>>> IssueAsync(Call call, PersonId id, CancellationToken cancel)
    {
        if (await people.FindAsync(id, cancel) is not var (person, _)) return RepresentativeRefusals.RepresentativeNotFound;
        if (await scope.HinderAsync(call.Caller, person, cancel) is { } hindrance) return hindrance;
        if ((await bindings.IssueAsync([id], call.Repeat, call.Now, cancel)).Refused(out var refusal, out var issue)) return refusal;
        return new Made<NewBindingCode>(new(issue.Codes[0].Code.Show(), issue.Codes[0].ExpiresAt), issue.IsNew);
    }

    /// <summary>Codes for those of a station's people who are not bound, and whose stations are all within the caller's scope.</summary>
    public async Task<Outcome<Made<StationBindingCodes>>> IssueAsync(Call call, StationId id, CancellationToken cancel)
    {
        if (await stations.FindAsync(id, cancel) is not var (station, _)) return StationRefusals.StationNotFound;
        var team = (await people.OfStationAsync(id, cancel)).ToDictionary(person => person.Id);
        var unbound = new List<PersonId>();
        foreach (var person in team.Values.Where(person => person.OpenId is null))
            if (await scope.HinderAsync(call.Caller, person, cancel) is null) unbound.Add(person.Id);
        if ((await bindings.IssueAsync(unbound, call.Repeat, call.Now, cancel)).Refused(out var refusal, out var issue)) return refusal;
        var codes = issue.Codes.Where(one => team.ContainsKey(one.Id)).Select(one => new PersonBindingCode(one.Id, team[one.Id].Name, one.Code.Show(), one.ExpiresAt));
        return new Made<StationBindingCodes>(new(id, station.Name, [.. codes]), issue.IsNew);
    }

    /// <summary>
    /// Binds the sender of a code to its person; the same message again gets the same answer. Refused as
    /// <see cref="RepresentativeRefusals.BindingCodeUnknown"/> (also when it was used), <see cref="RepresentativeRefusals.BindingCodeExpired"/>,
    /// <see cref="RepresentativeRefusals.OpenIdTaken"/> and, after five wrong codes in an hour, <see cref="RepresentativeRefusals.TooManyBindingCodes"/>.
    /// </summary>
    /// <param name="call">The instant; who asks is a citizen to the service.</param>
    /// <param name="code">As it was typed.</param>
    /// <param name="openId">The sender's OpenID with the official account.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<Representative>> BindAsync(Call call, string code, string openId, CancellationToken cancel)
    {
        var sender = ContentHash.Key(openId);
        if (!guesses.MayTry(sender)) return RepresentativeRefusals.TooManyBindingCodes;
        var outcome = BindingCode.TryParse(code, out var typed) ? await bindings.BindAsync(typed, openId, call.Now, cancel) : RepresentativeRefusals.BindingCodeUnknown;
        if (outcome.Refusal == RepresentativeRefusals.BindingCodeUnknown) guesses.NoteWrong(sender);
        return outcome;
    }

    /// <summary>Takes the account off a person, all of whose stations must be within the caller's scope; who has none stays as they are.</summary>
    public async Task<Refusal?> UnbindAsync(Call call, PersonId id, CancellationToken cancel)
    {
        if (await people.FindAsync(id, cancel) is not var (person, _)) return RepresentativeRefusals.RepresentativeNotFound;
        if (await scope.HinderAsync(call.Caller, person, cancel) is { } hindrance) return hindrance;
        return (await bindings.UnbindAsync(id, cancel)).Refusal;
    }
}
