using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Workshop;

/// <summary>A version as lists show it.</summary>
/// <param name="Edition">The version.</param>
/// <param name="Running">How many requests are on it.</param>
/// <param name="InForce">Whether new requests begin with it.</param>
public sealed record VersionLine(LifecycleEdition Edition, int Running, bool InForce);
