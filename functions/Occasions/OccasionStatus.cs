namespace Serverless.Occasions;

/// <summary>How far an occasion is; see <see cref="OccasionActions"/>.</summary>
public enum OccasionStatus
{
    Planned,
    Held,
    Cancelled,
}
