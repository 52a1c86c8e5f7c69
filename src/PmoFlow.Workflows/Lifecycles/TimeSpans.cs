using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>
/// How many hours a time limit takes, whatever weekends and months it meets. A lifecycle is checked without an office: five days of a week
/// are taken to be worked on, whichever they are.
/// </summary>
internal static class TimeSpans
{
    /// <summary>At most, between two long weekends.</summary>
    public static int Longest(TimeLimit limit) => limit.Unit switch
    {
        TimeLimitUnit.Hours => limit.Amount,
        TimeLimitUnit.Days => limit.Amount * 24,
        TimeLimitUnit.WorkingDays => ((limit.Amount * 7 / 5) + 3) * 24,
        // A working day may be as short as an hour.
        TimeLimitUnit.WorkingHours => ((limit.Amount * 7 / 5) + 3) * 24,
        TimeLimitUnit.Months => limit.Amount * 31 * 24,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>At least.</summary>
    public static int Shortest(TimeLimit limit) => limit.Unit switch
    {
        TimeLimitUnit.Hours or TimeLimitUnit.WorkingHours => limit.Amount,
        TimeLimitUnit.Days or TimeLimitUnit.WorkingDays => limit.Amount * 24,
        TimeLimitUnit.Months => limit.Amount * 28 * 24,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
