using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Delivery;

/// <summary>How often a project's lead reports, by when, and who hears of it when they do not.</summary>
/// <param name="Every">From one report to the next.</param>
/// <param name="Report">By when it is to be sent, and when the lead is reminded; after that it is late and shown so.</param>
/// <param name="Escalate">How long after that those who lead the unit hear of it.</param>
public sealed record StatusPlan(TimeLimit Every, Deadline Report, TimeLimit Escalate);
