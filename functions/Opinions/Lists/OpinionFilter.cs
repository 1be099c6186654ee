using Serverless.Calendar;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Which opinions a list shows; what is null does not narrow.</summary>
public sealed record OpinionFilter
{
    public OpinionStatus? Status { get; init; }

    /// <summary>The quarter they came in.</summary>
    public Quarter? Received { get; init; }

    public string? Category { get; init; }

    /// <summary>The representative they were given to.</summary>
    public PersonId? RepresentativeId { get; init; }

    /// <summary>The first day they are due on.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>The last day they are due on.</summary>
    public DateOnly? DueTo { get; init; }

    /// <summary>What stands in their text or place, whatever the case.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the opinion has the text; all else the store looks for.</summary>
    public bool HasText(Opinion opinion) => Text is null || Has(opinion.Content) || Has(opinion.Place ?? "");

    /// <summary>The same filter for an urgency.</summary>
    public OpinionFilter With(OpinionDue? due, DateOnly today, HolidayCalendar holidays) => due switch
    {
        // The day is that by which somebody takes it up: what was answered is not late any more.
        OpinionDue.Overdue => this with { Status = Status ?? OpinionStatus.Received, DueTo = today.AddDays(-1) },
        OpinionDue.Soon => this with { Status = Status ?? OpinionStatus.Received, DueFrom = today, DueTo = holidays.AddWorkingDays(today, 2) },
        _ => this,
    };

    private bool Has(string text) => text.Contains(Text!, StringComparison.OrdinalIgnoreCase);
}
