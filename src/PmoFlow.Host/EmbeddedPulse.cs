using PmoFlow.Embedded;
using PmoFlow.Web.Development;

namespace PmoFlow.Host;

internal static class EmbeddedPulse
{
    /// <summary>What the developers' clock must know of the engine.</summary>
    public static EnginePulse Pulse(this EmbeddedPlatform platform) => new(platform.WhenIdle, () => platform.NextTimer);
}
