using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>What came of running an orchestration over some messages.</summary>
internal sealed class EpisodeOutcome
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What it took in; the rest concerned nothing that is open any more.</summary>
    public List<Incoming> Taken { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public List<Effect> Effects { get; } = [];

    /// <summary>The function returned or threw.</summary>
    public Decision.End? End { get; set; }

    public byte[]? Output { get; set; }

    public TaskFailure? Failure { get; set; }

    /// <summary>Input of the next execution.</summary>
    public byte[]? NextInput { get; set; }

    /// <summary>Events that nobody waited for, for the next execution.</summary>
    public List<Incoming.Raised> Carried { get; } = [];

    public bool CustomStatusChanged { get; set; }

    public byte[]? CustomStatus { get; set; }
}
