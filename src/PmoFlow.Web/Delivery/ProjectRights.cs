using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Who may change or close a project: its own lead, or who runs all of them.</summary>
internal static class ProjectRights
{
    public static bool MayChange(this Viewer viewer, ProjectRecord project) =>
        viewer.May(Permission.RunProjects) || (viewer.May(Permission.LeadProjects) && project.Lead == viewer.Person!.Email);

    /// <summary>The project, where the viewer may change it.</summary>
    public static async Task<Outcome<ProjectRecord>> Changeable(
        this ProjectQueries queries, ProjectId id, Viewer viewer, CancellationToken cancellation) => await queries.Find(id, cancellation) switch
        {
            null => new Refusal.NotFound($"There is no project {id}."),
            var project when viewer.MayChange(project) => project,
            _ => new Refusal.Forbidden("Only the project's own lead or an analyst may change it."),
        };
}
