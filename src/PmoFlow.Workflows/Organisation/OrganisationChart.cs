using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Organisation;

/// <summary>Who belongs to the office's enterprise.</summary>
/// <param name="Units">Each one's parent is among them; a parent stands before what belongs to it.</param>
/// <param name="People">Each one's unit is among the units; no mail address twice.</param>
public sealed record OrganisationChart(IReadOnlyList<Unit> Units, IReadOnlyList<Person> People);
