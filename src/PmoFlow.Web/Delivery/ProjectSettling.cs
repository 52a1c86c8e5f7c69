using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

internal static class ProjectSettling
{
    /// <summary>Waits until a project's orchestration has closed it.</summary>
    public static Task UntilClosed(ProjectId id, ProjectQueries queries, CancellationToken cancellation) =>
        Settling.Until(() => queries.Find(id, cancellation), project => project is not { State: ProjectState.Active }, cancellation);
}
