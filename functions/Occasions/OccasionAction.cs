namespace Serverless.Occasions;

/// <summary>What staff can do with an occasion: move it to another date, cancel it, note that it was held.</summary>
public enum OccasionAction
{
    Move,
    Cancel,
    Hold,
}
