namespace PmoFlow.Domain.Organisation;

/// <summary>One change of the organisation, as it was recorded.</summary>
/// <param name="At">When it was entered, UTC.</param>
/// <param name="By">Mail address of who entered it, or the file that it came with.</param>
/// <param name="Of">Unit or mail address.</param>
/// <param name="What">What changed, as a sentence.</param>
/// <param name="From">The day from which it holds; null for always.</param>
public sealed record OrganisationChange(DateTimeOffset At, string By, string Of, string What, DateOnly? From);
