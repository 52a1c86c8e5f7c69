using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Delivery;

/// <summary>What a project is to be worth, looked at long after it has ended.</summary>
/// <param name="Project">Which project.</param>
/// <param name="Number">From 1 within the project; people quote it as <c>B2</c>.</param>
/// <param name="Title">What gets better, in one line.</param>
/// <param name="Measure">What is measured, and how.</param>
/// <param name="Before">The measure before the project.</param>
/// <param name="Target">What it is to be.</param>
/// <param name="Owner">Mail address of who answers for it.</param>
/// <param name="OwnerName">Their name.</param>
public sealed record Benefit(ProjectId Project, int Number, string Title, string Measure, decimal Before, decimal Target, string Owner, string OwnerName)
{
    /// <summary>More are promises, not benefits.</summary>
    public const int Most = 20;

    /// <summary>Project's name.</summary>
    public string ProjectName { get; init; } = "";

    /// <summary>For which unit: that of its project, which it follows.</summary>
    public UnitId Unit { get; init; }

    /// <summary>How often it was written: news of an earlier state is known as such.</summary>
    public int Revision { get; init; }

    /// <summary>What it counts: <c>hours a week</c>; null for a plain number.</summary>
    public string? Counts { get; init; }

    /// <summary>When it is looked at, UTC, in order; none while the project is under way.</summary>
    public IReadOnlyList<DateTimeOffset> Reviews { get => field ?? []; init; }

    /// <summary>What it came to, one for each review that was asked for.</summary>
    public IReadOnlyList<BenefitReading> Readings { get => field ?? []; init; }

    /// <summary>How people quote it.</summary>
    public string Quoted => FormattableString.Invariant($"B{Number}");

    /// <summary>The last figure that anybody gave; null where nobody has.</summary>
    public BenefitReading? Latest => Readings.LastOrDefault(reading => reading.Value is not null);

    /// <summary>The review that is asked for and can be answered; null for none.</summary>
    [JsonIgnore]
    public BenefitReading? Open => Readings is [.., { State: BenefitReadingState.Asked or BenefitReadingState.Late } last] ? last : null;

    /// <summary>How much of what was planned has come, in percent; can be below 0 and above 100. Null where nobody knows.</summary>
    public decimal? Realised => Latest?.Value is { } value && Target != Before ? Math.Round((value - Before) / (Target - Before) * 100, 1) : null;

    /// <summary>Where it stands.</summary>
    public BenefitState State => Readings is [.., { State: BenefitReadingState.Late }] ? BenefitState.Late
        : Readings is [.., { State: BenefitReadingState.Missed }] || (Latest is null && Readings.Count > 0) ? BenefitState.Unknown
        : Realised is not { } part ? BenefitState.Ahead : part >= 100 ? BenefitState.Reached : BenefitState.Short;

    /// <summary>The same as it was known then: what was asked, missed or answered later is left out.</summary>
    /// <param name="instant">UTC.</param>
    public Benefit At(DateTimeOffset instant) => this with
    {
        Readings = [.. Readings.Where(reading => reading.AskedAt <= instant).Select(reading =>
            reading.At > instant || (reading is { State: BenefitReadingState.Late or BenefitReadingState.Missed } && reading.Due > instant)
                ? reading with { State = BenefitReadingState.Asked, Value = null, At = null, By = null, Note = null } : reading)],
    };

    /// <summary>The same with one reading put in.</summary>
    public Benefit With(BenefitReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return this with { Readings = [.. Readings.Where(other => other.Review != reading.Review).Append(reading).OrderBy(other => other.Review)] };
    }
}

/// <summary>What a benefit had come to at one review.</summary>
/// <param name="Review">Which review, from 1.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="Due">By when it is answered, UTC.</param>
/// <param name="State">What became of it.</param>
public sealed record BenefitReading(int Review, DateTimeOffset AskedAt, DateTimeOffset Due, BenefitReadingState State)
{
    /// <summary>The measure; null where nobody gave it.</summary>
    public decimal? Value { get; init; }

    /// <summary>What explains it.</summary>
    public string? Note { get; init; }

    /// <summary>Who gave it.</summary>
    public string? By { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What became of a reading.</summary>
public enum BenefitReadingState
{
    /// <summary>Asked for.</summary>
    Asked,

    /// <summary>Its time has passed.</summary>
    Late,

    /// <summary>Given.</summary>
    Given,

    /// <summary>Never given. The one before does not stand for it.</summary>
    Missed,
}

/// <summary>Where a benefit stands.</summary>
public enum BenefitState
{
    /// <summary>Not looked at yet.</summary>
    Ahead,

    /// <summary>At its target or beyond.</summary>
    Reached,

    /// <summary>Short of its target.</summary>
    Short,

    /// <summary>Its owner's answer is late.</summary>
    Late,

    /// <summary>Nobody said.</summary>
    Unknown,
}
