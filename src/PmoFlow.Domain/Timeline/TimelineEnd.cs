namespace PmoFlow.Domain.Timeline;

/// <summary>Where a timeline ends, kept beside the record so that one batch writes both.</summary>
/// <param name="Sequence">Of the last entry; 0 for none.</param>
/// <param name="Hash">Of the last entry; empty for none.</param>
/// <param name="RecentSteps">Idempotency keys of the last entries, newest last: a step that runs again enters nothing.</param>
public sealed record TimelineEnd(int Sequence, string Hash, IReadOnlyList<string> RecentSteps)
{
    /// <summary>A timeline without entries.</summary>
    public static readonly TimelineEnd Empty = new(0, "", []);

    /// <summary>How many idempotency keys are kept: far more than steps that can be under way at once for one record.</summary>
    public const int Remembered = 32;
}
