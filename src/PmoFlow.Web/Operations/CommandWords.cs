using System.Diagnostics;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Operations;

namespace PmoFlow.Web.Operations;

/// <summary>What commands are called, and what each does to whom, before somebody says so.</summary>
internal static class CommandWords
{
    /// <summary>As it stands in addresses: <c>retry-parked</c>.</summary>
    public static string Path(OperatorCommand command) => Words.Stable(command);

    /// <summary>On the button.</summary>
    public static string Verb(OperatorCommand command) => command switch
    {
        OperatorCommand.Suspend => "Suspend",
        OperatorCommand.Resume => "Resume",
        OperatorCommand.Terminate => "Terminate",
        OperatorCommand.RetryParked => "Retry parked work",
        OperatorCommand.Release => "Release from quarantine",
        OperatorCommand.Restart => "Restart from the beginning",
        OperatorCommand.Purge => "Purge",
        OperatorCommand.PurgeEnded => "Purge what ended long ago",
        OperatorCommand.BackUp => "Back up now",
        _ => throw new UnreachableException(),
    };

    /// <summary>What will happen.</summary>
    public static string Effect(OperatorCommand command) => command switch
    {
        OperatorCommand.Suspend => "It takes nothing in until it is resumed. What is sent to it, and timers that fall due, wait in line; nothing is lost. People are not told that their process stands still.",
        OperatorCommand.Resume => "It goes on with everything that was queued for it, in order.",
        OperatorCommand.Terminate => "It ends where it stands and does not go on again. A request that it carried is stopped: its record says so with your reason, its gates are void, and the requester hears of it. A project goes on unless it is ended with it. Suspend it if you are not sure.",
        OperatorCommand.RetryParked => "The activity gets new attempts. If it ended the program before, it may do so again: deploy the fix first.",
        OperatorCommand.Release => "It is run again over its history. If the code still does not match, it is quarantined again and nothing is harmed: deploy the fix first.",
        OperatorCommand.Restart => "It begins anew with its input; its history is gone with that. Activities run again and mails are sent again; what it wrote into records stays. A request that was stopped is open again.",
        OperatorCommand.Purge => "It and its history are removed. Records and timelines of requests and projects stay. This cannot be taken back.",
        OperatorCommand.PurgeEnded => "Every instance that was completed or terminated before the day is removed with its history; what failed stays until somebody restarts or purges it. Records and timelines of requests and projects stay. This cannot be taken back.",
        OperatorCommand.BackUp => "The data is copied as of one moment while the office works, and the copy is checked.",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether it takes something away for good.</summary>
    public static bool IsGrave(OperatorCommand command) =>
        command is OperatorCommand.Terminate or OperatorCommand.Restart or OperatorCommand.Purge or OperatorCommand.PurgeEnded;

    /// <summary>How a state is coloured.</summary>
    public static string Tone(OrchestrationStatus status) => status switch
    {
        OrchestrationStatus.Completed => "good",
        OrchestrationStatus.Suspended or OrchestrationStatus.Terminated => "warn",
        OrchestrationStatus.Quarantined or OrchestrationStatus.Failed => "bad",
        _ => "info",
    };
}
