namespace PmoFlow.Web.Operations;

/// <summary>Spans of time for operators, in hours of the clock and not of the office.</summary>
internal static class Ages
{
    public static string Of(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => FormattableString.Invariant($"{Math.Max(0, span.TotalSeconds):0} s"),
        { TotalHours: < 1 } => FormattableString.Invariant($"{span.TotalMinutes:0} min"),
        { TotalDays: < 2 } => FormattableString.Invariant($"{span.TotalHours:0} h"),
        _ => FormattableString.Invariant($"{span.TotalDays:0} days"),
    };
}
