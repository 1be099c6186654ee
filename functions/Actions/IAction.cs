using Serverless.Platform;

namespace Serverless.Actions;

/// <summary>
/// Something that can be done to a thing, with what was said about it: the body of <c>POST …/{action}</c>. One file each,
/// listed in the thing's <see cref="ActionCatalog{TThing,TStatus}"/>, from which the router, the rights, OpenAPI and the
/// README are read.
/// </summary>
public interface IAction<TThing>
{
    /// <summary>What is wrong with the body's fields, or null; looked at before the thing's status.</summary>
    Refusal? Check(TThing thing);

    /// <summary>Why it cannot be done although the status allows it, such as a date that has not come; null when it can.</summary>
    Refusal? Hinder(TThing thing, DateOnly today) => null;

    /// <summary>The thing after it, save its status.</summary>
    TThing Change(TThing thing);

    /// <summary>What was said with it, for the journal; null when nothing was.</summary>
    string? Note { get; }
}
