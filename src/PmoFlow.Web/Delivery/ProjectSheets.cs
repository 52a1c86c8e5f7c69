using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Design;
using PmoFlow.Web.Export;

namespace PmoFlow.Web.Delivery;

/// <summary>Lists of projects and of benefits to take away.</summary>
internal static class ProjectSheets
{
    public static Sheet Projects(IReadOnlyList<IReadOnlyList<object?>> rows) => new("projects",
        [
            "Number", "Project", "Unit", "Program", "State", "Rating", "Rated for", "Rated", "Lead", "Lead's address", "Start", "End", "Budget",
            "Lead says", "Said instead by", "Reported for", "Report late since", "Next milestone", "Expected", "Request", "Changed",
        ], rows);

    public static IReadOnlyList<object?> Row(ProjectRecord project) =>
    [
        project.Id.Value, project.Name, project.Unit.Value, project.Programs.Now()?.Value, Words.Stable(project.State),
        project.Rating.Label(), project.RatedPeriod, project.RatedAt, project.LeadName, project.Lead, project.Start, project.End, project.Budget,
        project.LeadRating.Label(), project.ReportedInstead, project.ReportedPeriod, project.ReportLateSince, project.NextMilestone?.Title, project.NextMilestone?.Expected, project.Request?.Value, project.UpdatedAt,
    ];

    public static Sheet Benefits(IReadOnlyList<IReadOnlyList<object?>> rows) => new("benefits",
        [
            "Project number", "Project", "Unit", "Number", "Benefit", "Measure", "Counts", "Owner", "Owner's address", "Before", "Planned", "Realised", "Percent",
            "Said on", "Note", "State", "Next review",
        ], rows);

    public static IReadOnlyList<object?> Row(Benefit benefit) =>
    [
        benefit.Project.Value, benefit.ProjectName, benefit.Unit.Value, benefit.Quoted, benefit.Title, benefit.Measure, benefit.Counts, benefit.OwnerName, benefit.Owner,
        benefit.Before, benefit.Target, benefit.Latest?.Value, benefit.Realised, benefit.Latest?.At, benefit.Latest?.Note, Words.Stable(benefit.State),
        benefit.Reviews.Count > benefit.Readings.Count ? benefit.Reviews[benefit.Readings.Count] : null,
    ];
}
