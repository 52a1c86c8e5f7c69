using System.Globalization;
using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Actions;

/// <summary>What is to be so once an action has worked, in a figure that is measured again on its due date.</summary>
/// <param name="Metric">Which figure of the project: <c>cpi</c>.</param>
/// <param name="Test">How it compares then.</param>
/// <param name="Value">With what.</param>
public sealed record ActionPrediction(string Metric, MetricTest Test, decimal Value)
{
    /// <summary>The figure when the action was opened; null where nobody knew it.</summary>
    public decimal? Before { get; init; }

    /// <summary>Whether a figure bears the prediction out; what is not known does not.</summary>
    public bool IsBorneOutBy(decimal? figure) => figure is { } known && Test.Holds(known, Value);

    /// <summary>In a few words: <c>CPI ≥ 0.95 (0.88 now)</c>.</summary>
    public string Says(string label) => string.Create(CultureInfo.InvariantCulture,
        $"{label} {Test.Sign()} {Value:0.##}{(Before is { } before ? $" (was {before:0.##})" : " (was unknown)")}");

    /// <summary>What ends a rule that applies: where CPI below 0.90 is amber, CPI of 0.90 or more.</summary>
    public static ActionPrediction Against(MetricRule rule, decimal? before)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var test = rule.Test switch
        {
            MetricTest.Below => MetricTest.AtLeast,
            MetricTest.AtMost => MetricTest.Above,
            MetricTest.Above => MetricTest.AtMost,
            MetricTest.AtLeast => MetricTest.Below,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new(rule.Metric, test, rule.Value) { Before = before };
    }
}

/// <summary>What came of an action when its figure was measured again.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Due">The due date that it was measured for, UTC.</param>
/// <param name="Before">The figure when it was opened; null where nobody knew it.</param>
/// <param name="After">The figure now; null where nobody knows it: then nobody can say that it worked.</param>
/// <param name="Worked">Whether the prediction is borne out.</param>
public sealed record ActionEffect(DateTimeOffset At, DateTimeOffset Due, decimal? Before, decimal? After, bool Worked)
{
    /// <summary>What month's data the figure now is of; null where it is of the day itself, or unknown.</summary>
    public string? Of { get; init; }

    /// <summary>Whether it worked; null where nobody can say, because nobody brought a figure since it was opened.</summary>
    public bool? Said => After is null ? null : Worked;
}

/// <summary>Where an action came from.</summary>
public enum ActionSource
{
    /// <summary>Somebody opened it by hand, or it is older than this word.</summary>
    Hand,

    /// <summary>A health check.</summary>
    HealthCheck,

    /// <summary>A condition of an approval.</summary>
    Gate,

    /// <summary>A status report.</summary>
    Report,

    /// <summary>A lesson of an earlier project.</summary>
    Lesson,
}
