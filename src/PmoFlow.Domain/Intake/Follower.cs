namespace PmoFlow.Domain.Intake;

/// <summary>Somebody whose own request was merged into another, and who follows that one.</summary>
/// <param name="Request">Their own request.</param>
/// <param name="Requester">Who they are.</param>
public sealed record Follower(RequestId Request, Requester Requester);
