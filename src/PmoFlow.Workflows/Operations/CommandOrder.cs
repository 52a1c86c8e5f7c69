using PmoFlow.Domain;

namespace PmoFlow.Workflows.Operations;

/// <summary>Something an administrator asks for.</summary>
/// <param name="Command">What.</param>
/// <param name="Reason">Why; needed for all but a backup.</param>
/// <param name="Instance">To which instance.</param>
/// <param name="WithChildren">Terminate only: whether the instance's children end with it.</param>
/// <param name="Execution">Retry only: whose work.</param>
/// <param name="Task">Retry only: which work.</param>
/// <param name="EndedBefore">Purge by age only: what ended before this is purged.</param>
public sealed record CommandOrder(
    OperatorCommand Command, string? Reason, string? Instance = null, bool WithChildren = false, int? Execution = null, int? Task = null,
    DateTimeOffset? EndedBefore = null)
{
    /// <summary>The longest reason that is kept.</summary>
    public const int LongestReason = 1000;

    /// <summary>What is missing or wrong.</summary>
    public IReadOnlyList<FieldError> Defects(DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Reason) && Command != OperatorCommand.BackUp)
            errors.Add(new("reason", "Say why: it is kept with your name."));
        else if (Reason?.Length > LongestReason)
            errors.Add(new("reason", $"The reason has at most {LongestReason} characters."));
        if (Command == OperatorCommand.PurgeEnded && EndedBefore is null)
            errors.Add(new("endedBefore", "Give the day before which instances must have ended, as 2026-01-31; by the API the instant, as 2026-01-31T00:00:00Z."));
        else if (EndedBefore > now)
            errors.Add(new("endedBefore", "That day has not come yet."));
        if (Command == OperatorCommand.RetryParked && (Execution is null || Task is null))
            errors.Add(new("task", "Say which parked work: its execution and task."));
        return errors;
    }

    /// <summary>What is asked for beside the command itself, in words.</summary>
    public string? Details => this switch
    {
        { Command: OperatorCommand.Terminate, WithChildren: true } => "with its children",
        { Command: OperatorCommand.RetryParked } => FormattableString.Invariant($"execution {Execution}, task {Task}"),
        { Command: OperatorCommand.PurgeEnded, EndedBefore: { } day } => FormattableString.Invariant($"ended before {day.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        _ => null,
    };
}
