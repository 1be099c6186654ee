namespace Serverless.Calendar;

/// <summary>When a reception day moves to the next working day (遇节假日顺延).</summary>
public enum ShiftPolicy
{
    /// <summary>Never: the day stays whatever it falls on.</summary>
    None,

    /// <summary>When it lies in an announced holiday; stations do receive on plain Saturdays.</summary>
    StatutoryOnly,

    /// <summary>When it is no working day, so on plain weekends too.</summary>
    NonWorkingDay,
}
