namespace PmoFlow.Platform.Orchestrations;

/// <summary>A failure as data: exception types do not cross the boundary between a task and who called it.</summary>
/// <param name="TaskName">The activity or orchestration that failed.</param>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="Message">The exception's message.</param>
/// <param name="IsPermanent">Thrown as <see cref="PermanentFailureException"/>: trying again cannot help.</param>
/// <param name="Inner">The cause behind it, if there was one.</param>
public sealed record TaskFailure(string TaskName, string ErrorType, string Message, bool IsPermanent = false, TaskFailure? Inner = null)
{
    /// <summary>How long the next attempt is to wait at the least, where whoever refused this one said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Describes an exception thrown by the task of that name.</summary>
    public static TaskFailure From(string taskName, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is TaskFailedException failed
            ? new(taskName, typeof(TaskFailedException).FullName!, failed.Message, failed.Failure.IsPermanent, failed.Failure)
            : new(taskName, exception.GetType().FullName!, exception.Message, exception is PermanentFailureException,
                exception.InnerException is { } inner ? From(taskName, inner) : null) { RetryAfter = (exception as TryLaterException)?.RetryAfter };
    }
}

/// <summary>How a failed activity or sub-orchestration surfaces in the orchestration that called it.</summary>
public sealed class TaskFailedException(TaskFailure failure)
    : Exception($"{failure.TaskName} failed: {failure.ErrorType}: {failure.Message}")
{
    /// <summary>What failed and why.</summary>
    public TaskFailure Failure { get; } = failure;
}

/// <summary>Thrown by an activity that was told to come again, and perhaps when: the next attempt is made no earlier.</summary>
public class TryLaterException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>How long to wait at the least; null where nobody said.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>Thrown by an activity when trying again cannot help; any other exception is retried as its reference says.</summary>
public sealed class PermanentFailureException(string message, Exception? inner = null) : Exception(message, inner);
