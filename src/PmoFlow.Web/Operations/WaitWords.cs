using System.Diagnostics;
using PmoFlow.Platform.Operations;

namespace PmoFlow.Web.Operations;

/// <summary>Why an instance does not go on, in words.</summary>
internal static class WaitWords
{
    public static string Of(WaitReason wait) => wait.Kind switch
    {
        WaitKind.Event => $"For the event {wait.Name}: somebody or something outside must act.",
        WaitKind.Timer => "For a time.",
        WaitKind.Activity => $"For the activity {wait.Name}, which runs or is in line.",
        WaitKind.Retry => $"For the next attempt of {wait.Name}.",
        WaitKind.ParkedWork => $"For a person: the activity {wait.Name} is parked.",
        WaitKind.Child => $"For its child {wait.Name}.",
        WaitKind.Suspended => "For a person: it is suspended.",
        WaitKind.Quarantined => "For a person: it is quarantined until a fix is deployed and it is released.",
        WaitKind.Damaged => "For a person: what is stored of it is damaged. Restore the newest backup, or terminate it.",
        _ => throw new UnreachableException(),
    };
}
