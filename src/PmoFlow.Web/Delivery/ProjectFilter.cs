using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Which projects to list, as an address says it.</summary>
internal static class ProjectFilter
{
    public static Outcome<ProjectListQuery> Read(string? unit, string? rating, string? state, string? text)
    {
        HealthRating? rated = null;
        if (!string.IsNullOrWhiteSpace(rating))
        {
            if (!HealthRatingWords.TryParse(rating, out var parsed))
                return ChoiceWords.Unknown<HealthRating>("rating");
            rated = parsed;
        }
        if (!string.IsNullOrWhiteSpace(state) && ChoiceWords.Read<ProjectState>(state) is null)
            return ChoiceWords.Unknown<ProjectState>("state");
        return new ProjectListQuery(
            string.IsNullOrWhiteSpace(unit) ? null : new UnitId(unit), rated, ChoiceWords.Read<ProjectState>(state), text);
    }
}
