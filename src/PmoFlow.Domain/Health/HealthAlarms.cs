namespace PmoFlow.Domain.Health;

/// <summary>What has raised health checks of a project, so that nothing raises two.</summary>
/// <param name="Up">What is so now and has been acted on, by metric, and since when (UTC).</param>
/// <param name="Raised">Every check that was raised, oldest first.</param>
public sealed record HealthAlarms(IReadOnlyDictionary<string, DateTimeOffset> Up, IReadOnlyList<RaisedCheck> Raised)
{
    /// <summary>Raised checks are numbered from here, so that they never meet those of the calendar.</summary>
    public const int FirstNumber = 1001;

    /// <summary>None yet.</summary>
    public static readonly HealthAlarms None = new(new Dictionary<string, DateTimeOffset>(), []);

    /// <summary>When somebody looks whether a red project has recovered, UTC; null where nobody has to.</summary>
    public DateTimeOffset? RecoveryAt { get; init; }

    /// <summary>Which red rating that is of.</summary>
    public string? RecoveryOf { get; init; }

    /// <summary>Number of the action that recovers the project, by the figure that it is measured by; empty where none measures it.</summary>
    public IReadOnlyDictionary<string, string> Recoveries { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Whether that number is one of a raised check.</summary>
    public static bool IsRaised(int number) => number >= FirstNumber;

    /// <summary>Two questionnaires within a week are one too many.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>Why a check is asked at that moment: what raised it, or the recovery that one of the calendar looks at as well; null for neither.</summary>
    public string? Because(int number, DateTimeOffset now) => IsRaised(number) ? Raised.FirstOrDefault(raised => raised.Number == number)?.Because
        : RecoveryAt <= now + Soon ? RecoveryReview : null;

    /// <summary>Looked at by a check of the calendar that was asked because of that: leaves no other to do so.</summary>
    public HealthAlarms LookedAt(string because) => because == RecoveryReview ? this with { RecoveryAt = null, RecoveryOf = null } : this;

    /// <summary>Whether a check that was raised because of that looks at a recovery.</summary>
    public static bool IsRecovery(string? because) => because?.Contains(Recovery, StringComparison.Ordinal) == true;

    private const string Recovery = "Recovery review";

    private string RecoveryReview => $"{Recovery}: it was rated Red for {RecoveryOf}.";

    /// <summary>With one more check.</summary>
    public HealthAlarms With(string because, DateTimeOffset at) =>
        this with { Raised = [.. Raised, new RaisedCheck(FirstNumber + Raised.Count, because, at)] };

    /// <summary>What follows from what is so now; the same where nothing does.</summary>
    /// <param name="so">What is so now by metric, each with the sentence that a check would be raised for.</param>
    /// <param name="isOpen">Whether a check is open: it answers what has come up, and no other is raised beside it.</param>
    /// <param name="quietSince">Raised checks before this moment, UTC, do not keep it quiet any more.</param>
    /// <param name="now">UTC.</param>
    /// <param name="next">When the calendar's next check is asked, UTC: one that comes soon looks at a recovery as well.</param>
    public HealthAlarms After(IReadOnlyDictionary<string, string> so, bool isOpen, DateTimeOffset quietSince, DateTimeOffset now, DateTimeOffset? next = null)
    {
        ArgumentNullException.ThrowIfNull(so);
        var up = Up.Where(alarm => so.ContainsKey(alarm.Key)).ToDictionary();
        var news = so.Where(alarm => !up.ContainsKey(alarm.Key)).ToList();
        var recovers = RecoveryAt <= now && !(next <= now + Soon);
        var after = this;
        if (isOpen || Raised.All(check => check.At <= quietSince))
        {
            foreach (var (metric, _) in news)
                up[metric] = now;
            var because = news.Select(alarm => alarm.Value).Concat(recovers ? [RecoveryReview] : []).ToList();
            if (because.Count > 0 && !isOpen)
                after = after.With(string.Join(' ', because), now);
            if (recovers)
                after = after with { RecoveryAt = null, RecoveryOf = null };
        }
        return up.Count == Up.Count && up.Keys.All(Up.ContainsKey) && ReferenceEquals(after, this) ? this : after with { Up = up };
    }
}

/// <summary>A check that something other than the calendar raised.</summary>
/// <param name="Number">From <see cref="HealthAlarms.FirstNumber"/>.</param>
/// <param name="Because">In a sentence.</param>
/// <param name="At">UTC.</param>
public sealed record RaisedCheck(int Number, string Because, DateTimeOffset At);
