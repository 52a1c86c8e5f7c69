namespace PmoFlow.Embedded.Engine;

/// <summary>What an episode's decisions ask for, written in the episode's own commit.</summary>
internal abstract record Effect
{
    private Effect() { }

    internal sealed record RunActivity(int Task, string Name, byte[] Input) : Effect;

    internal sealed record RetryActivity(int Task, int Attempt, DateTimeOffset At) : Effect;

    internal sealed record SetTimer(int Task, DateTimeOffset At) : Effect;

    internal sealed record CancelTimer(int Task, DateTimeOffset At) : Effect;

    internal sealed record StartChild(int Task, string Name, string InstanceId, byte[] Input) : Effect;

    internal sealed record SendEvent(string InstanceId, string Name, byte[] Payload) : Effect;
}
