using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary><c>due</c> and <c>reminders</c> of whatever waits for somebody.</summary>
internal static class DeadlineSection
{
    private const int MaxReminders = 10;

    public static Deadline Read(YamlGroup group, DefectList defects)
    {
        var due = group.Required("due").TimeLimit();
        var reminders = new List<TimeLimit>();
        foreach (var item in group.Optional("reminders")?.Items(0, MaxReminders) ?? [])
        {
            var reminder = item.TimeLimit();
            if (reminder.Amount > 0 && due.Amount > 0)
                Check(reminder, reminders.Count > 0 ? reminders[^1] : null, due, item.Node!, defects);
            if (reminder.Amount > 0)
                reminders.Add(reminder);
        }
        return new Deadline(due, reminders);
    }

    private static void Check(TimeLimit reminder, TimeLimit? before, TimeLimit due, YamlNode at, DefectList defects)
    {
        if (Measured(reminder).Unit != Measured(due).Unit)
            defects.Add(at, $"A reminder after {reminder} cannot be compared with {due}: weekends and months differ", "write all times of one deadline in the same unit");
        else if (Measured(reminder).Amount >= Measured(due).Amount)
            defects.Add(at, $"A reminder after {reminder} comes too late: it is due after {due}", "remind earlier");
        else if (before is { } earlier && Measured(earlier).Unit == Measured(reminder).Unit && Measured(reminder).Amount <= Measured(earlier).Amount)
            defects.Add(at, $"A reminder after {reminder} stands behind one after {earlier}", "write reminders in their order, each once");
    }

    /// <summary>Hours and days of the clock compare with each other; working days and months only with their own.</summary>
    private static (int Amount, TimeLimitUnit Unit) Measured(TimeLimit limit) =>
        limit.Unit == TimeLimitUnit.Days ? (limit.Amount * 24, TimeLimitUnit.Hours) : (limit.Amount, limit.Unit);
}
