using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// A failure on its way through Durable Task, which keeps an exception's type and message: the message is the failure as JSON, on one
/// line, so that nothing of it is lost whichever of host, extension and worker writes it down.
/// </summary>
internal sealed class RecordedFailureException(TaskFailure failure) : Exception(JsonSerializer.Serialize(failure, WireJson.Default.TaskFailure));

/// <summary>Failures from and to Durable Task's form.</summary>
internal static class Failures
{
    private const string Begin = """{"taskName":""";

    /// <summary>What to throw out of a task that failed so.</summary>
    public static RecordedFailureException Record(string task, Exception exception)
    {
        var failure = TaskFailure.From(task, exception);
        // What is too large now is too large the next time.
        return new RecordedFailureException(exception is PayloadTooLargeException ? failure with { IsPermanent = true } : failure);
    }

    /// <summary>The failure of a task: as it was recorded, or what Durable Task itself has to say (an unknown name, a terminated child).</summary>
    public static TaskFailure Read(string task, TaskFailureDetails? details)
    {
        for (var cause = details; cause is not null; cause = cause.InnerFailure)
        {
            if (Recorded(cause.ErrorMessage) is { } recorded)
                return recorded;
        }
        return details is null ? new TaskFailure(task, "(unknown)", "No details were recorded.") : Plain(task, details);
    }

    /// <summary>Why an instance failed: Azure Storage keeps that in the place of its output, as text.</summary>
    public static TaskFailure Read(string task, TaskFailureDetails? details, string? output) =>
        details is null ? Recorded(output) ?? new TaskFailure(task, "(unknown)", output ?? "") : Read(task, details);

    private static TaskFailure Plain(string task, TaskFailureDetails details) =>
        new(task, details.ErrorType, details.ErrorMessage, Inner: details.InnerFailure is { } inner ? Plain(task, inner) : null);

    private static TaskFailure? Recorded(string? message)
    {
        var begin = message?.IndexOf(Begin, StringComparison.Ordinal) ?? -1;
        if (begin < 0)
            return null;
        try
        {
            // A reader rather than the whole text: older hosts write a stack trace behind it.
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(message![begin..]));
            return JsonSerializer.Deserialize(ref reader, WireJson.Default.TaskFailure);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
