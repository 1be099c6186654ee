using Serverless.Platform;

namespace Serverless.Notices;

/// <summary>What a worker got of a round.</summary>
/// <param name="Owned">Its own for the length of the lease; the open ones among them are to be sent.</param>
/// <param name="Others">Still to be sent, but not now or not by this worker.</param>
public sealed record NoticeClaim(IReadOnlyList<Tagged<Notice>> Owned, IReadOnlyList<Notice> Others);
