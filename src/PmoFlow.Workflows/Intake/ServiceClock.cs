using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// The clock of the screening's service level: it stands still while the requester is asked, and goes on with what was left. After a
/// deferral it begins anew.
/// </summary>
internal static class ServiceClock
{
    /// <summary>When a wait that begins now is due.</summary>
    public static DateTimeOffset Due(RequestRecord before, WaitFor wait, DateTimeOffset now, BusinessCalendar calendar)
    {
        if (wait.Day is { } day)
            return calendar.Opening(day);
        return wait.Kind == "screening" && before is { ServiceLeft: { } left, Waiting: [{ Kind: "information" }, ..] }
            ? calendar.AddWorkingTime(now, left)
            : wait.Deadline.Due.After(now, calendar);
    }

    /// <summary>What is left of the service level while the requester is asked; null otherwise.</summary>
    public static TimeSpan? Left(RequestRecord before, WaitFor? next, DateTimeOffset now, BusinessCalendar calendar) =>
        next?.Kind == "information" && before.Waiting is [{ Kind: "screening", Due: { } due }, ..]
            ? calendar.Between(now, due)
            : null;
}
