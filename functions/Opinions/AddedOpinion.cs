using Azure;

namespace Serverless.Opinions;

/// <summary>An opinion as it stands after it was handed in.</summary>
/// <param name="Opinion">The opinion; when it had been handed in before, as it is by now.</param>
/// <param name="Tag">Its entity tag.</param>
/// <param name="IsNew">False when it had been handed in before.</param>
public sealed record AddedOpinion(Opinion Opinion, ETag Tag, bool IsNew)
{
    public void Deconstruct(out Opinion opinion, out bool isNew) => (opinion, isNew) = (Opinion, IsNew);
}
