namespace PmoFlow.Domain;

/// <summary>What a running request is pinned to: one version of one of the office's processes.</summary>
public readonly record struct LifecycleVersion(string Name, int Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} v{Version}";
}
