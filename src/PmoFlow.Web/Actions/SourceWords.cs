using PmoFlow.Domain.Actions;

namespace PmoFlow.Web.Actions;

/// <summary>Where actions come from, for people.</summary>
internal static class SourceWords
{
    public static string Of(ActionSource source) => source switch
    {
        ActionSource.Hand => "opened by hand",
        ActionSource.HealthCheck => "health check",
        ActionSource.Gate => "condition of an approval",
        ActionSource.Report => "status report",
        ActionSource.Lesson => "lesson of an earlier project",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
