using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Who is asked about a project: its lead; while nobody leads it, those who lead its unit, else the analysts. Never nobody.</summary>
internal sealed class ProjectSpeakers(OfficeDirectory directory)
{
    public async Task<IReadOnlyList<MailPerson>> Of(ProjectRecord project, CancellationToken cancellation)
    {
        if (project.Lead is { } lead)
            return [new MailPerson(project.LeadName ?? lead, lead)];
        return await Leaders(project, cancellation);
    }

    /// <summary>Those who lead the unit, else the analysts.</summary>
    public async Task<IReadOnlyList<MailPerson>> Leaders(ProjectRecord project, CancellationToken cancellation)
    {
        var leaders = await directory.WithRoleFor(project.Unit, Role.FunctionLeader, cancellation);
        if (leaders.Count == 0)
            leaders = await directory.WithRoleFor(project.Unit, Role.Analyst, cancellation);
        return [.. leaders.Select(person => new MailPerson(person.Name, person.Email))];
    }
}
