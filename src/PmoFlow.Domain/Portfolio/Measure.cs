using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Portfolio;

/// <summary>The names of what summaries count, and who contributes what.</summary>
public static class Measure
{
    /// <summary>Active projects.</summary>
    public const string Projects = "projects";

    /// <summary>Budget of the active projects, in the office's currency.</summary>
    public const string Budget = "budget";

    /// <summary>Improvement actions to be done.</summary>
    public const string OpenActions = "actions";

    /// <summary>Open requests in the stage of that name.</summary>
    public static string RequestsIn(string stage) => $"requests/{stage}";

    /// <summary>Ended requests with that outcome.</summary>
    public static string Outcome(RequestOutcome outcome) => $"outcomes/{outcome}";

    /// <summary>Projects with that rating: active ones now, or those rated in the period.</summary>
    public static string Rated(HealthRating rating) => $"ratings/{rating}";

    /// <summary>What a request adds to what is so now.</summary>
    public static Contribution Of(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var measure = request.Outcome == RequestOutcome.Open ? RequestsIn(request.Stage) : Outcome(request.Outcome);
        return new($"request/{request.Id}", new Dictionary<string, decimal> { [measure] = 1 });
    }

    /// <summary>What a project adds to what is so now; nothing once it is closed.</summary>
    public static Contribution? Of(ProjectRecord project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.State == ProjectState.Closed ? null : new($"project/{project.Id}", new Dictionary<string, decimal>
        {
            [Projects] = 1,
            [Budget] = project.Budget ?? 0,
            [Rated(project.Rating)] = 1,
        });
    }

    /// <summary>What a health check adds to its period.</summary>
    public static Contribution Of(HealthCheckRecord check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new($"project/{check.Project}", new Dictionary<string, decimal> { [Rated(check.Rating)] = 1 });
    }

    /// <summary>What an action adds to what is so now; nothing once it is done.</summary>
    public static Contribution? Of(ActionRecord action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.State != ActionState.Open ? null : new($"action/{action.Id}", new Dictionary<string, decimal> { [OpenActions] = 1 });
    }
}
