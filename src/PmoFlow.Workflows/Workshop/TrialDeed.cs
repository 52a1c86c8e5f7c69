namespace PmoFlow.Workflows.Workshop;

/// <summary>Something that somebody does in a trial when its time has come.</summary>
/// <param name="Slot">What it answers, so that it is done once: a wait, or a seat of a round.</param>
/// <param name="Role">Whose behaviour decides it, by <see cref="TrialRole.Key"/>.</param>
/// <param name="Do">Does it as those people's pages would; says why it cannot be done.</param>
internal sealed record TrialDeed(string Slot, string Role, Func<TrialAct, Task<Domain.Refusal?>> Do);
