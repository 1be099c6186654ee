namespace Serverless.Calendar;

/// <summary>
/// Lays the reception rules over the holidays. An unknown year (of the date by rule, or of a date needed to move it)
/// is warned of and nothing is guessed: the day stays.
/// </summary>
public sealed class ReceptionCalendar(ReceptionRules rules, HolidayCalendar holidays)
{
    /// <summary>How many days apart the date by rule and the actual date of an occasion can be, either way.</summary>
    public const int Reach = 62;

    public ReceptionRules Rules => rules;

    /// <summary>The reception days that count for the quarter.</summary>
    public IEnumerable<ReceptionDay> InQuarter(Quarter quarter) => Between(quarter.First, quarter.Last);

    /// <summary>The reception days whose date by rule lies between the two, both included, in order.</summary>
    public IEnumerable<ReceptionDay> Between(DateOnly from, DateOnly to)
    {
        for (var month = from.AddDays(1 - from.Day); month <= to; month = month.AddMonths(1))
        {
            var nominal = month.AddDays(rules.Day - 1);
            if (rules.Months.Contains(month.Month) && nominal >= from && nominal <= to) yield return Lay(nominal);
        }
    }

    /// <summary>The reception day that takes place on the date, or null.</summary>
    public ReceptionDay? OnDate(DateOnly actual) => Between(actual.AddDays(-Reach), actual).FirstOrDefault(day => day.Date == actual);

    /// <summary>The reception day whose date by rule this is, or null.</summary>
    public ReceptionDay? OnNominalDate(DateOnly nominal) => Between(nominal, nominal).FirstOrDefault();

    private ReceptionDay Lay(DateOnly nominal)
    {
        var stays = new ReceptionDay(nominal, nominal, false, null);
        if (rules.Shift == ShiftPolicy.None) return stays;
        if (!holidays.Knows(nominal.Year)) return stays with { Warning = Warn(nominal.Year, nominal) };
        if (!Hinders(nominal)) return stays;
        var next = holidays.NextWorkingDay(nominal);
        return holidays.Knows(next.Year) ? new ReceptionDay(nominal, next, true, null) : stays with { Warning = Warn(next.Year, nominal) };
    }

    private bool Hinders(DateOnly nominal) =>
        rules.Shift == ShiftPolicy.StatutoryOnly ? holidays.IsHoliday(nominal) : !holidays.IsWorkingDay(nominal);

    private static string Warn(int year, DateOnly nominal) =>
        $"{year}年的节假日安排尚未录入，{nominal:yyyy-MM-dd} 的接待日未作顺延，请联系管理员更新国务院办公厅公布的安排后核对日期。";
}
