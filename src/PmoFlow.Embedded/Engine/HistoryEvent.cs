using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>What an instance takes in. Stored for years: cases and members are only ever added.</summary>
internal abstract record Incoming
{
    private Incoming() { }

    /// <summary>The execution begins; its input is beside the instance.</summary>
    internal sealed record Started : Incoming
    {
        public static readonly Started One = new();
    }

    /// <summary>An event; its number keeps its place in line when it is carried over to the next execution.</summary>
    internal sealed record Raised(long Number, string Name, ReadOnlyMemory<byte> Payload) : Incoming;

    /// <summary>An activity or a sub-orchestration gave its result.</summary>
    internal sealed record Completed(int Task, ReadOnlyMemory<byte> Result) : Incoming;

    /// <summary>An activity's attempt or a sub-orchestration failed.</summary>
    internal sealed record Failed(int Task, TaskFailure Failure) : Incoming;

    /// <summary>A timer fell due.</summary>
    internal sealed record Fired(int Task) : Incoming;
}

/// <summary>What an orchestration decided. Stored for years: cases and members are only ever added.</summary>
internal abstract record Decision
{
    private Decision() { }

    /// <summary>An activity, with the hash of its input.</summary>
    internal sealed record Activity(int Task, string Name, long InputHash) : Decision;

    /// <summary>Another attempt of an activity.</summary>
    internal sealed record Retry(int Task, int Attempt, DateTimeOffset At) : Decision;

    /// <summary>A timer.</summary>
    internal sealed record Timer(int Task, DateTimeOffset At) : Decision;

    /// <summary>A sub-orchestration, with the hash of its input.</summary>
    internal sealed record Child(int Task, string Name, string InstanceId, long InputHash) : Decision;

    /// <summary>An event to another instance, with the hash of its payload.</summary>
    internal sealed record Send(int Task, string InstanceId, string Name, long PayloadHash) : Decision;

    /// <summary>The function returned or threw; whether it goes on as a new execution.</summary>
    internal sealed record End(OrchestrationStatus Status, bool ContinuedAsNew) : Decision;
}

/// <summary>One row of history: at one moment, what came in and what was decided.</summary>
internal sealed record Episode(DateTimeOffset At, IReadOnlyList<Incoming> In, IReadOnlyList<Decision> Out);
