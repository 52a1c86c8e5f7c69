using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows;

/// <summary>How stubborn the office's activities are.</summary>
internal static class ActivityPolicies
{
    /// <summary>A step that only touches tables: it must succeed, so it is tried for as long as it takes somebody to mend the store.</summary>
    public static readonly RetryPolicy Records = new(int.MaxValue, TimeSpan.FromSeconds(1))
    {
        Coefficient = 2,
        MaxInterval = TimeSpan.FromMinutes(5),
    };

    /// <summary>A mail: tried for two days; what cannot be sent by then is shown to the analysts, and the process goes on.</summary>
    public static readonly RetryPolicy Mail = new(int.MaxValue, TimeSpan.FromSeconds(5))
    {
        Coefficient = 2,
        MaxInterval = TimeSpan.FromMinutes(15),
        Timeout = TimeSpan.FromDays(2),
    };
}
