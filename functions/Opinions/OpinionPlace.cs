using System.Globalization;
using Serverless.Platform;

namespace Serverless.Opinions;

/// <summary>Where an opinion stands in its station's list, newest first; also how a page says where it stopped.</summary>
/// <param name="Ticks">When it came, in UTC ticks.</param>
/// <param name="Code">Its code, which settles what came at the same instant.</param>
internal sealed record OpinionPlace(long Ticks, string Code)
{
    public static OpinionPlace Of(Opinion opinion) => new(opinion.ReceivedAt.UtcTicks, opinion.Number.Code);

    /// <summary>The date in Asia/Shanghai, which is the number's.</summary>
    public DateOnly Day => StationClock.DateOf(new DateTimeOffset(Ticks, TimeSpan.Zero));

    /// <summary>False when the text is none that <see cref="ToString"/> made.</summary>
    public static bool TryParse(string text, out OpinionPlace? place)
    {
        place = text.Split('|') is [var ticks, var code] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay
            ? new OpinionPlace(at, code)
            : null;
        return place is not null;
    }

    public bool IsAfter(OpinionPlace other) => Ticks < other.Ticks || (Ticks == other.Ticks && string.CompareOrdinal(Code, other.Code) > 0);

    /// <summary>The first of what was found, in order; with a continuation when there is more.</summary>
    public static Listing<Opinion> Cut(IEnumerable<Opinion> found, int top)
    {
        var all = found.OrderByDescending(opinion => opinion.ReceivedAt).ThenBy(opinion => opinion.Number.Code, StringComparer.Ordinal).ToArray();
        return all.Length <= top ? new Listing<Opinion>(all, null) : Listing<Opinion>.Of(all[..top], Of(all[top - 1]).ToString());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ticks}|{Code}");
}
