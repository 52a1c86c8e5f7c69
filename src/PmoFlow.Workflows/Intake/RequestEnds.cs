namespace PmoFlow.Workflows.Intake;

/// <summary>Ends that every process has, whatever its file says.</summary>
internal static class RequestEnds
{
    /// <summary>The stage of a request that goes on as another.</summary>
    public const string Merged = "merged";

    /// <summary>The stage of a request whose orchestration was ended from outside.</summary>
    public const string Stopped = "stopped";
}
