namespace PmoFlow.Domain.Intake;

/// <summary>Money that an approval released.</summary>
/// <param name="Stage">Which stage approved.</param>
/// <param name="Percent">How much of the cost.</param>
/// <param name="Amount">In the office's currency; null where nobody knows the cost.</param>
/// <param name="At">UTC.</param>
public sealed record FundingRelease(string Stage, decimal Percent, decimal? Amount, DateTimeOffset At);
