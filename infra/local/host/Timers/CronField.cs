namespace Serverless.Local;

/// <summary>One field of a schedule: its name, its range and the three-letter names it takes.</summary>
/// <param name="Names">Names in order of value, the first one standing for <paramref name="Least"/>.</param>
internal sealed record CronField(string Name, int Least, int Most, params string[] Names)
{
    public static readonly CronField Second = new("second", 0, 59);
    public static readonly CronField Minute = new("minute", 0, 59);
    public static readonly CronField Hour = new("hour", 0, 23);
    public static readonly CronField Day = new("day", 1, 31);
    public static readonly CronField Month =
        new("month", 1, 12, "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    public static readonly CronField DayOfWeek = new("day of week", 0, 6, "sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /// <summary>The values a field names, as bits: bit 5 is the value 5.</summary>
    /// <exception cref="FormatException">A part is not a value, a range or a step of this field.</exception>
    public ulong Parse(string text)
    {
        ulong bits = 0;
        foreach (var part in text.Split(',')) bits |= ParsePart(part);
        return bits;
    }

    private ulong ParsePart(string part)
    {
        var slash = part.IndexOf('/');
        var (from, to) = Range(slash < 0 ? part : part[..slash], stepped: slash >= 0);
        var step = slash < 0 ? 1 : Step(part[(slash + 1)..]);
        ulong bits = 0;
        for (var value = from; value <= to; value += step) bits |= 1UL << value;
        return bits;
    }

    private (int From, int To) Range(string text, bool stepped)
    {
        if (text == "*") return (Least, Most);
        var dash = text.IndexOf('-');
        if (dash < 0) return (Value(text), stepped ? Most : Value(text));
        var (from, to) = (Value(text[..dash]), Value(text[(dash + 1)..]));
        return from <= to ? (from, to) : throw new FormatException($"the {Name} range '{text}' runs backwards");
    }

    private int Step(string text) =>
        int.TryParse(text, out var step) && step > 0 ? step : throw new FormatException($"the {Name} step '{text}' is not a number from 1 on");

    private int Value(string text)
    {
        var named = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0) return Least + named;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, null, out var value) && value >= Least && value <= Most) return value;
        throw new FormatException($"the {Name} '{text}' is not {Least} to {Most}{(Names.Length > 0 ? $" or {Names[0]} to {Names[^1]}" : "")}");
    }
}
