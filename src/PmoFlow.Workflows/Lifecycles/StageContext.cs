using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>What stages are checked against besides each other.</summary>
/// <param name="Seats">Reads who has a seat.</param>
/// <param name="HasScoring">Whether the file has a scoring model.</param>
/// <param name="Form">What requesters are asked.</param>
/// <param name="Lifecycles">The office's lifecycles by name; null where nobody knows.</param>
/// <param name="Defects">Takes what is wrong.</param>
internal sealed record StageContext(
    SeatRules Seats, bool HasScoring, RequestForm Form, IReadOnlyCollection<string>? Lifecycles, DefectList Defects);
