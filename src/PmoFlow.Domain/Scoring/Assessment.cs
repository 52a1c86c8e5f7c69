namespace PmoFlow.Domain.Scoring;

/// <summary>What one person makes of one revision of a request.</summary>
/// <param name="Assessor">Mail address.</param>
/// <param name="Name">As they write it.</param>
/// <param name="Revision">Of the request that they read.</param>
/// <param name="Levels">A level for each criterion.</param>
/// <param name="Score">What those come to.</param>
/// <param name="At">UTC.</param>
public sealed record Assessment(string Assessor, string Name, int Revision, IReadOnlyDictionary<string, int> Levels, decimal Score, DateTimeOffset At);

/// <summary>One score of a request, kept when a later one takes its place.</summary>
/// <param name="Revision">Of the request that was scored.</param>
/// <param name="Score">What it was.</param>
/// <param name="Levels">What it was made of.</param>
/// <param name="By">Who settled it, a mail address.</param>
/// <param name="At">UTC.</param>
public sealed record PastScore(int Revision, decimal Score, IReadOnlyDictionary<string, int> Levels, string By, DateTimeOffset At);

/// <summary>How far assessors are apart.</summary>
/// <param name="Lowest">The lowest score.</param>
/// <param name="Median">Half of them are not above it.</param>
/// <param name="Highest">The highest score.</param>
/// <param name="Criteria">By criterion: the lowest and highest level, and the median rounded down, so that doubt does not raise a score.</param>
public sealed record AssessmentSpread(
    decimal Lowest, decimal Median, decimal Highest, IReadOnlyDictionary<string, (int Lowest, int Median, int Highest)> Criteria)
{
    /// <summary>The spread of the assessments of one revision; null where there is none.</summary>
    public static AssessmentSpread? Of(ScoringModel model, IReadOnlyList<Assessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(assessments);
        if (assessments.Count == 0)
            return null;
        var scores = assessments.Select(a => a.Score).Order().ToList();
        var middle = (scores[(scores.Count - 1) / 2] + scores[scores.Count / 2]) / 2;
        return new(scores[0], middle, scores[^1], model.Criteria.ToDictionary(c => c.Name, c =>
        {
            var levels = assessments.Select(a => a.Levels.GetValueOrDefault(c.Name)).Order().ToList();
            return (levels[0], levels[(levels.Count - 1) / 2], levels[^1]);
        }));
    }
}
